/** What a chosen file is, told by how it begins: its name and its stated type may be anything. */

/** @typedef {"pdf" | "heic" | "document" | "video" | ""} Kind  "" may be a picture */

const START = 1024;
/** Boxes of MP4's family (ISO 14496-12): what HEIC photos name themselves. */
const HEIC = new Set(["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"]);
const AVIF = new Set(["avif", "avis"]);
/** Word processors': zipped (.docx, .odt, .pages), older ones, RTF. */
const DOCUMENTS = ["PK\x03\x04", "\xd0\xcf\x11\xe0", "{\\rtf"];
const VIDEOS = ["\x1a\x45\xdf\xa3", "OggS", "\x00\x00\x01\xba"];

/**
 * @param {Blob} file
 * @returns {Promise<Kind>}
 */
export async function kindOf(file) {
  return kindOfStart(new Uint8Array(await file.slice(0, START).arrayBuffer()));
}

/**
 * @param {Uint8Array} bytes  the first 1024, or all
 * @returns {Kind}
 */
export function kindOfStart(bytes) {
  const start = String.fromCharCode(...bytes); // each byte a character: for comparing, never for showing
  if (start.includes("%PDF-")) return "pdf"; // some scanners write a line of their own first
  if (start.slice(4, 8) === "ftyp") return kindOfBrand(start.slice(8, 12));
  if (DOCUMENTS.some((beginning) => start.startsWith(beginning))) return "document";
  if (VIDEOS.some((beginning) => start.startsWith(beginning))) return "video";
  return start.startsWith("RIFF") && start.slice(8, 11) === "AVI" ? "video" : "";
}

/** @param {string} brand  @returns {Kind} */
function kindOfBrand(brand) {
  if (HEIC.has(brand)) return "heic";
  return AVIF.has(brand) ? "" : "video";
}
