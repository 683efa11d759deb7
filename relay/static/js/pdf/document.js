// A PDF opened by pdf.js, and its pages drawn: whole, or refused.
import { getDocument, PDFWorker, VerbosityLevel } from "../../vendor/pdfjs/pdf.mjs";
import { WorkerMessageHandler } from "../../vendor/pdfjs/pdf.worker.mjs";
import { Canvases, NoFilters } from "./canvases.js";
import { Unreadable } from "./unreadable.js";

/**
 * @typedef {object} Limits
 * @property {number} dotsPerInch
 * @property {number} longest  side of a page drawn, in pixels
 * @property {number} pixels  of one image within a page
 */

/** @typedef {Awaited<ReturnType<typeof getDocument>["promise"]>} Opened */

const POINTS_PER_INCH = 72;
/** Its warnings may quote the file. */
const SILENT = /** @type {any} */ (VerbosityLevel).ERRORS;
/** How pdf.js says on the line between its halves that something was read only in part; to its caller it says nothing. */
const STREAM_ERROR = 5;
const PARTS = new URL("../../vendor/pdfjs/", import.meta.url).href;

/**
 * @param {ArrayBuffer} file
 * @param {Limits} limits
 * @returns {Promise<Pdf>}
 * @throws {Unreadable}
 */
export async function openPdf(file, limits) {
  const line = new Line();
  const loading = getDocument({
    worker: new PDFWorker({ port: /** @type {any} */ (line.port), verbosity: SILENT }),
    data: new Uint8Array(file),
    isEvalSupported: false,
    enableXfa: false,
    stopAtErrors: true,
    disableFontFace: true,
    useSystemFonts: false,
    maxImageSize: limits.pixels,
    wasmUrl: `${PARTS}wasm/`,
    standardFontDataUrl: `${PARTS}standard_fonts/`,
    useWorkerFetch: true,
    CanvasFactory: Canvases,
    FilterFactory: NoFilters,
    verbosity: SILENT,
  });
  try {
    return new Pdf(await loading.promise, line, limits);
  } catch (error) {
    throw new Unreadable(/** @type {Error} */ (error).name === "PasswordException" ? "pdf-locked" : "pdf-broken");
  }
}

/** The line between the halves of pdf.js, both of them in this worker. */
class Line {
  broken = false;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", ({ data }) => {
      this.broken ||= data.stream === STREAM_ERROR;
    });
    WorkerMessageHandler.initializeFromPort(port2);
    port1.start();
    port2.start();
    this.port = port1;
  }
}

export class Pdf {
  /** @param {Opened} opened @param {Line} line @param {Limits} limits */
  constructor(opened, line, limits) {
    this.opened = opened;
    this.line = line;
    this.limits = limits;
  }

  get pages() {
    return this.opened.numPages;
  }

  /**
   * Draw one page as sharp as paper shows it.
   * @param {number} number  from 1
   * @returns {Promise<ImageBitmap>}
   * @throws {Error} part of it cannot be drawn: half a page of somebody's letter would be worse than none
   */
  async draw(number) {
    const page = await this.opened.getPage(number);
    const viewport = page.getViewport({ scale: this.#scale(page.getViewport({ scale: 1 })) });
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
    const context = /** @type {any} */ (canvas.getContext("2d", { alpha: false }));
    await page.render({ canvas: null, canvasContext: context, viewport }).promise;
    if (this.line.broken || missing(page)) throw new Unreadable("pdf-broken");
    page.cleanup();
    return canvas.transferToImageBitmap();
  }

  /** @param {{width: number, height: number}} size  in points */
  #scale({ width, height }) {
    const { dotsPerInch, longest } = this.limits;
    return Math.min(dotsPerInch / POINTS_PER_INCH, longest / Math.max(width, height));
  }
}

/**
 * Tell whether an image of the page could not be decoded: pdf.js draws the rest and says nothing.
 * @param {any} page
 */
function missing({ objs, commonObjs }) {
  return [...objs, ...commonObjs].some(([, data]) => data === null);
}
