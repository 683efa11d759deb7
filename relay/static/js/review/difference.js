// What a mediator changed in her copy of a letter, word by word. Knows no page.
import { diffWordsWithSpace } from "../../vendor/diff/diff/word.js";

/** @typedef {{is: "same" | "taken" | "added", text: string}} Piece */

/** Longest that is compared word by word, in milliseconds; beyond, the whole is shown as exchanged. */
const PATIENCE = 1500;

/**
 * Return the pieces of both texts in reading order: `same` and `taken` together are the first, `same` and `added` the second.
 * @param {string} before
 * @param {string} after
 * @returns {Piece[]} neighbours differ in kind; what was taken stands before what was added in its place
 */
export function difference(before, after) {
  const changes = diffWordsWithSpace(before, after, { timeout: PATIENCE });
  const pieces = changes?.map(({ added, removed, value }) => piece(added ? "added" : removed ? "taken" : "same", value));
  return joined(pieces ?? [piece("taken", before), piece("added", after)]);
}

/**
 * Phrases, not single words: a space that stayed between two changed words belongs to the change.
 * @param {Piece[]} pieces
 * @returns {Piece[]}
 */
function joined(pieces) {
  /** @type {Piece[]} */
  const whole = [];
  let taken = "";
  let added = "";
  const close = () => {
    if (taken) whole.push(piece("taken", taken));
    if (added) whole.push(piece("added", added));
    taken = added = "";
  };
  pieces.forEach(({ is, text }, index) => {
    const isInside = is === "same" && /^[^\S\n]+$/u.test(text) && index > 0 && index < pieces.length - 1;
    if (is !== "added" && (is === "taken" || isInside)) taken += text;
    if (is !== "taken" && (is === "added" || isInside)) added += text;
    if (is !== "same" || isInside) return;
    close();
    whole.push(piece("same", text));
  });
  close();
  return whole.filter(({ text }) => text !== "");
}

/** @param {Piece["is"]} is @param {string} text @returns {Piece} */
function piece(is, text) {
  return { is, text };
}
