/** What an edit changed in somebody's words, laid on a sheet: marked for the eye, and said for the ear. */
import { difference } from "../review/difference.js";

/** @typedef {{type: string, text?: string, alt?: string}} Part */
/** @typedef {{added: string, taken: string, end: string}} Said  before and after each change, to a screen reader alone */

/**
 * @param {Part[]} parts
 * @returns {string} the words of a letter, one text after the other; pictures give the words that describe them
 */
export function wordsIn(parts) {
  return parts.flatMap(({ text, alt }) => text ?? alt ?? []).join("\n\n");
}

/**
 * Lay both versions on one sheet, what was taken out and what was added marked where they stand.
 * @param {HTMLElement} sheet  emptied first
 * @param {{lang: string, parts: Part[]}} before
 * @param {{parts: Part[]}} after
 * @param {Said} said
 */
export function layOutDifference(sheet, before, after, said) {
  const block = document.createElement("p");
  block.className = "sheet__text";
  block.dir = "auto";
  block.append(...difference(wordsIn(before.parts), wordsIn(after.parts)).map((piece) => shown(piece, said)));
  sheet.lang = before.lang;
  sheet.replaceChildren(block);
}

/** @param {import("../review/difference.js").Piece} piece @param {Said} said */
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
