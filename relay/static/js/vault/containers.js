// Between what pages show and what a container holds (protocol.md §4.1).
import { Refusal } from "../net/refusal.js";
import { isText, openContainer, packContainer } from "../protocol/container.js";
import { text as asText, utf8 } from "../protocol/notation.js";

/** @typedef {{type: string, bytes: Uint8Array}} Part */
/** @typedef {{type: string, text: string} | Part} ShownPart */
/** @typedef {{text: string, aside: string, images: Part[], lang: string}} Draft */

const TEXT = "text/plain";
/** What stands for an empty text: no part may be empty. */
const NOTHING = "\n";

/**
 * @param {{text?: string, images?: Part[], lang: string}} letter
 * @returns {Uint8Array} the packed container
 * @throws {Refusal} `empty`
 */
export function packLetter({ text = "", images = [], lang }) {
  const words = clean(text);
  const parts = [...(words.trim() ? [asPart(words)] : []), ...images];
  if (parts.length === 0) throw new Refusal("empty");
  return packContainer({ lang, parts });
}

/**
 * A draft is a letter with room for a word to the mediator: the first text is the letter, a second the aside.
 * @param {{text: string, aside?: string, images?: Part[], lang: string}} draft
 * @returns {Uint8Array}
 */
export function packDraft({ text, aside = "", images = [], lang }) {
  const texts = [asPart(clean(text) || NOTHING), ...(aside.trim() ? [asPart(clean(aside))] : [])];
  return packContainer({ lang, parts: [...texts, ...images] });
}

/**
 * @param {Uint8Array} container
 * @returns {Draft}
 */
export function unpackDraft(container) {
  const { lang, parts } = openContainer(container);
  const texts = parts.filter(({ type }) => type === TEXT).map(({ bytes }) => asText(bytes));
  const [text = "", aside = ""] = texts;
  return { lang, text: text === NOTHING ? "" : text, aside, images: copied(parts.filter(({ type }) => type !== TEXT)) };
}

/**
 * @param {Part[]} parts
 * @returns {ShownPart[]} hostile, to be shown as text or in an image only
 */
export function shownParts(parts) {
  return parts.map((part) => (isText(part.type) ? { type: part.type, text: asText(part.bytes) } : copied([part])[0]));
}

/**
 * @param {Part[]} parts
 * @returns {any[]} on their own: a view would carry the whole container to the page
 */
function copied(parts) {
  return parts.map(({ type, bytes }) => ({ type, bytes: bytes.slice() }));
}

/** @param {string} text */
function asPart(text) {
  return { type: TEXT, bytes: utf8(text) };
}

/**
 * Take out what no text part may hold: pasted controls, marks that turn the direction, halves of characters.
 * @param {string} text
 * @returns {string}
 */
export function clean(text) {
  return text
    .toWellFormed()
    .replaceAll("\r\n", "\n")
    .replaceAll("\r", "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]/gu, "");
}
