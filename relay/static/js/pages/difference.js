/** What an edit changed in somebody's words, laid on a sheet: marked for the eye, and said for the ear. */
import { difference } from "../review/difference.js";
import { fill } from "./page.js";

/** @typedef {{type: string, text?: string, alt?: string, bytes?: Uint8Array}} Part */
/** @typedef {import("../review/difference.js").Piece} Piece */
/**
 * @typedef {object} Said
 * @property {string} added  before each change, to a screen reader alone
 * @property {string} taken  as above
 * @property {string} end  after it
 * @property {string} picture  what a picture is called: {number} of {total}
 */

/**
 * @param {Part[]} parts
 * @returns {string} the words of a letter, one text after the other; pictures give the words that describe them
 */
export function wordsIn(parts) {
  return parts.flatMap(({ text, alt }) => text ?? alt ?? []).join("\n\n");
}

/**
 * @param {Part[]} parts
 * @param {Part[]} others
 * @returns {number[]} which pictures, counted from 1, the others have not, byte for byte
 */
export function picturesOnlyIn(parts, others) {
  const pictures = picturesOf(parts);
  return pictures.flatMap((one, index) => (picturesOf(others).some((other) => isSame(one, other)) ? [] : [index + 1]));
}

/**
 * Lay both versions on one sheet, what was taken out and what was added marked where they stand.
 * @param {HTMLElement} sheet  emptied first
 * @param {{lang: string, parts: Part[]}} before
 * @param {{parts: Part[]}} after
 * @param {Said} said
 */
export function layOutDifference(sheet, before, after, said) {
  const words = blockOf(difference(wordsIn(before.parts), wordsIn(after.parts)), said);
  const named = [...namesOf("taken", before.parts, after.parts, said), ...namesOf("added", after.parts, before.parts, said)];
  const pictures = named.map((piece) => blockOf([piece], said));
  for (const block of pictures) block.lang = document.documentElement.lang;
  sheet.lang = before.lang;
  sheet.replaceChildren(words, ...pictures);
}

/**
 * @param {"taken" | "added"} is
 * @param {Part[]} parts
 * @param {Part[]} others
 * @param {Said} said
 * @returns {Piece[]} the pictures that only these have, by name
 */
function namesOf(is, parts, others, { picture }) {
  const total = picturesOf(parts).length;
  return picturesOnlyIn(parts, others).map((number) => ({ is, text: fill(picture, { number, total }) }));
}

/** @param {Part[]} parts  @returns {Uint8Array[]} */
function picturesOf(parts) {
  return parts.flatMap(({ text, bytes }) => (text === undefined && bytes ? [bytes] : []));
}

/** @param {Uint8Array} one @param {Uint8Array} other */
function isSame(one, other) {
  return one === other || (one.length === other.length && one.every((byte, index) => byte === other[index]));
}

/** @param {Piece[]} pieces @param {Said} said */
function blockOf(pieces, said) {
  const block = document.createElement("p");
  block.className = "sheet__text";
  block.dir = "auto";
  block.append(...pieces.map((piece) => shown(piece, said)));
  return block;
}

/** @param {Piece} piece @param {Said} said */
function shown({ is, text }, said) {
  if (is === "same") return document.createTextNode(text);
  const change = document.createElement(is === "added" ? "ins" : "del");
  change.className = `change change--${is}`;
  change.append(heard(`${said[is]} `), text, heard(` ${said.end} `));
  return change;
}

/** @param {string} words */
function heard(words) {
  const place = document.createElement("span");
  place.className = "govuk-visually-hidden";
  place.textContent = words;
  return place;
}
