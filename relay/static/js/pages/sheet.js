/** What a letter looks like on its sheet, wherever it is shown: textContent and blob: images, nothing parsed. */
import { DOTS_PER_INCH } from "../vault/picture_limits.js";

/** @typedef {{type: string, text?: string, bytes?: Uint8Array<ArrayBuffer>, alt?: string}} Part */

/**
 * Lay a letter on a sheet.
 * @param {HTMLElement} sheet  emptied first
 * @param {{lang: string, parts: Part[]}} letter
 * @param {(number: number, total: number) => string} nameImage  what a picture is called that nobody described, counted from 1
 * @returns {() => void} forgets the pictures; call it once the sheet is no longer shown
 */
export function layOut(sheet, letter, nameImage) {
  const images = letter.parts.filter((part) => part.type.startsWith("image/"));
  /** @type {string[]} */
  const addresses = [];
  const blocks = letter.parts.map((part) => {
    if (part.text !== undefined) return textBlock(part.text);
    const image = imageBlock(part, part.alt || nameImage(images.indexOf(part) + 1, images.length));
    addresses.push(image.src);
    return part.alt ? withCaption(image, part.alt) : image;
  });
  sheet.lang = letter.lang;
  sheet.replaceChildren(...blocks);
  return () => addresses.forEach((address) => URL.revokeObjectURL(address));
}

/**
 * Wait until every picture on a sheet is drawn, so that a print shows all of it.
 * @param {HTMLElement} sheet
 */
export async function drawn(sheet) {
  const images = [...sheet.querySelectorAll("img")];
  await Promise.all(images.map((image) => image.decode()));
  images.forEach(fitForPaper);
}

/** @param {string} text */
function textBlock(text) {
  const block = document.createElement("p");
  block.className = "sheet__text";
  block.dir = "auto";
  block.textContent = text;
  return block;
}

/**
 * @param {Part} part
 * @param {string} name
 */
function imageBlock(part, name) {
  const image = document.createElement("img");
  image.className = "sheet__image";
  image.alt = name;
  image.src = URL.createObjectURL(new Blob([part.bytes ?? new Uint8Array()], { type: part.type }));
  image.addEventListener("load", () => fitForPaper(image)); // the browser's own "Print" waits for nobody
  return image;
}

/** What paper shows sharply: printed no larger than the pixels allow. @param {HTMLImageElement} image */
function fitForPaper(image) {
  image.style.setProperty("--at-300-dpi", `${image.naturalWidth / DOTS_PER_INCH}in`);
}

/**
 * Its description is seen by everybody: who reviews a letter sees all that is in it.
 * @param {HTMLImageElement} image
 * @param {string} words
 */
function withCaption(image, words) {
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  figure.className = "sheet__figure";
  caption.className = "sheet__caption";
  caption.dir = "auto";
  caption.textContent = words;
  caption.ariaHidden = "true"; // the same words are the picture's name
  figure.append(image, caption);
  return figure;
}
