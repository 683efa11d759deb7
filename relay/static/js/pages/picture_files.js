/** From files that somebody chose to pictures: one after the other, so that only one is unpacked at a time. */
import { vault } from "../vault/client.js";
import { MOST_FILE_BYTES, MOST_PICTURES, MOST_PIXELS } from "../vault/picture_limits.js";
import { kindOf } from "./file_kinds.js";
import { PdfFile, PdfRefused } from "./pdf_file.js";

/** @typedef {{type: string, bytes: Uint8Array<ArrayBuffer>}} Image */
/** @typedef {{pictures: number, bytes: number}} Room  what still fits */
/** @typedef {{page: number, pages: number}} Progress */

/** Why a file gives no picture: a name in the page's words, and what fills its gaps. */
export class FileRefused extends Error {
  /** @param {string} word @param {Record<string, number>} [values] */
  constructor(word, values = {}) {
    super(word);
    this.word = word;
    this.values = values;
  }
}

/**
 * Make pictures of one file: one of a photo, one of each page of a PDF; all of them or none.
 * @param {File} file
 * @param {{scan: boolean, room: Room, tell: (progress: Progress) => void}} how
 * @returns {Promise<Image[]>}
 * @throws {FileRefused | import("../vault/client.js").VaultError}
 */
export async function picturesOf(file, { scan, room, tell }) {
  if (file.size > MOST_FILE_BYTES) throw new FileRefused("fileLarge", { most: MOST_FILE_BYTES / 1e6 });
  const kind = await kindOf(file);
  if (kind === "document" || kind === "video") throw new FileRefused(kind);
  if (room.pictures < 1) throw new FileRefused("many", { most: MOST_PICTURES });
  if (kind === "pdf") return pagesOf(file, room, tell);
  if ((await pixelsIn(file)) > MOST_PIXELS) throw new FileRefused("pixels", { most: MOST_PIXELS / 1e6 });
  try {
    return fitting([await prepared(file, scan)], room);
  } catch (error) {
    throw kind === "heic" && /** @type {any} */ (error).code === "not-a-photo" ? new FileRefused("heic") : error;
  }
}

/**
 * Count a picture's pixels before anything unpacks them: its header is enough for that.
 * @param {File} file
 * @returns {Promise<number>} 0 where it is no picture
 */
async function pixelsIn(file) {
  const image = new Image();
  const seen = new Promise((resolve) => (image.onload = image.onerror = resolve));
  image.src = URL.createObjectURL(file);
  await seen;
  URL.revokeObjectURL(image.src);
  return image.naturalWidth * image.naturalHeight;
}

/** @param {File} file @param {Room} room @param {(progress: Progress) => void} tell */
async function pagesOf(file, room, tell) {
  const pdf = new PdfFile();
  try {
    const pages = await pdf.open(file);
    if (pages > room.pictures) throw new FileRefused("pdfLong", { pages, room: room.pictures });
    /** @type {Image[]} */
    const images = [];
    for (let page = 1; page <= pages; page++) {
      tell({ page, pages });
      images.push(await pixelsOf(await pdf.page(page)));
      fitting(images, room);
    }
    return images;
  } catch (error) {
    throw error instanceof PdfRefused ? new FileRefused(error.code === "pdf-locked" ? "pdfLocked" : "pdfBroken") : error;
  } finally {
    pdf.close();
  }
}

/** @param {ImageBitmap} bitmap */
async function pixelsOf(bitmap) {
  try {
    return await prepared(bitmap, true);
  } finally {
    bitmap.close();
  }
}

/** @param {Blob | ImageBitmap} file @param {boolean} scan  @returns {Promise<Image>} */
async function prepared(file, scan) {
  const { type, bytes } = await vault.call("prepareImage", { file, scan });
  return { type, bytes };
}

/** @param {Image[]} images @param {Room} room  @returns {Image[]} */
function fitting(images, room) {
  if (images.reduce((sum, { bytes }) => sum + bytes.length, 0) > room.bytes) throw new FileRefused("full");
  return images;
}
