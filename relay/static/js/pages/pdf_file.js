/** A PDF that somebody chose, read in a worker of its own: it and pdf.js are loaded only now, and gone afterwards. */
import { scriptUrl } from "../net/trusted.js";
import { DOTS_PER_INCH, LONGEST_SCAN, MOST_PIXELS } from "../vault/picture_limits.js";

const WORKER = new URL("../pdf/worker.js", import.meta.url).href;
const LIMITS = { dotsPerInch: DOTS_PER_INCH, longest: LONGEST_SCAN, pixels: MOST_PIXELS };
/** Milliseconds for one page of a slow phone; a file that takes longer is made to take for ever. */
const PATIENCE = 120_000;

/** Why a PDF gives no pages: `pdf-broken`, `pdf-locked`. */
export class PdfRefused extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

export class PdfFile {
  #worker = new Worker(scriptUrl(WORKER), { type: "module", name: "pdf" });
  #channel = new MessageChannel();

  /**
   * @param {Blob} file
   * @returns {Promise<number>} how many pages it has
   * @throws {PdfRefused}
   */
  async open(file) {
    const bytes = await file.arrayBuffer();
    this.#worker.postMessage({}, [this.#channel.port2]);
    return (await this.#ask({ open: bytes, limits: LIMITS }, [bytes])).pages;
  }

  /**
   * @param {number} number  of the page, from 1
   * @returns {Promise<ImageBitmap>} as sharp as paper shows it; the caller closes it
   * @throws {PdfRefused}
   */
  async page(number) {
    return (await this.#ask({ draw: number })).bitmap;
  }

  /** End the worker, and with it all that the file brought. */
  close() {
    this.#channel.port1.close();
    this.#worker.terminate();
  }

  /** @param {object} question @param {Transferable[]} [carried]  @returns {Promise<any>} */
  #ask(question, carried = []) {
    return new Promise((resolve, reject) => {
      const broken = () => reject(new PdfRefused("pdf-broken"));
      const alarm = setTimeout(broken, PATIENCE);
      this.#worker.onerror = broken;
      this.#channel.port1.onmessage = ({ data }) => {
        clearTimeout(alarm);
        if (data.refused) reject(new PdfRefused(data.refused));
        else resolve(data);
      };
      this.#channel.port1.postMessage(question, carried);
    });
  }
}
