/** What a letter looks like on its sheet, wherever it is shown: textContent and blob: images, nothing parsed. */

/** @typedef {{type: string, text?: string, bytes?: Uint8Array<ArrayBuffer>}} Part */

/**
 * Lay a letter on a sheet.
 * @param {HTMLElement} sheet  emptied first
 * @param {{lang: string, parts: Part[]}} letter
 * @param {(number: number, total: number) => string} nameImage  alternative text of a picture, counted from 1
 * @returns {() => void} forgets the pictures; call it once the sheet is no longer shown
 */
export function layOut(sheet, letter, nameImage) {
  const images = letter.parts.filter((part) => part.type.startsWith("image/"));
  /** @type {string[]} */
  const addresses = [];
  const blocks = letter.parts.map((part) => {
    if (part.text !== undefined) return textBlock(part.text);
    const image = imageBlock(part, nameImage(images.indexOf(part) + 1, images.length));
    addresses.push(image.src);
    return image;
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
  await Promise.all([...sheet.querySelectorAll("img")].map((image) => image.decode()));
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
  return image;
}
