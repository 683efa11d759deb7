// Between what pages show and what a container holds (protocol.md §4.1).
import { Refusal } from "../net/refusal.js";
import { isText, openContainer, packContainer } from "../protocol/container.js";
import { text as asText, utf8 } from "../protocol/notation.js";
import { described, withDescription } from "./descriptions.js";

/** @typedef {import("./descriptions.js").Part} Part */
/** @typedef {import("./descriptions.js").Picture} Picture */
/** @typedef {{type: string, text: string} | Picture} ShownPart */
/** @typedef {{text: string, aside: string, images: Picture[], lang: string}} Draft */

const TEXT = "text/plain";
/** What stands for an empty text: no part may be empty. */
const NOTHING = "\n";

/**
 * @param {{text?: string, images?: Picture[], lang: string}} letter
 * @returns {Uint8Array} the packed container
 * @throws {Refusal} `empty`
 */
export function packLetter({ text = "", images = [], lang }) {
  const words = clean(text);
  const parts = [...(words.trim() ? [asPart(words)] : []), ...images.flatMap(asParts)];
  if (parts.length === 0) throw new Refusal("empty");
  return packContainer({ lang, parts });
}

/**
 * Pack parts as they were shown, in their order: an edit keeps every picture of its original.
 * @param {{lang: string, parts: ShownPart[]}} letter  empty texts are left out
 * @returns {Uint8Array}
 * @throws {Refusal} `empty`
 */
export function packShown({ lang, parts }) {
  const packed = parts.flatMap((part) => {
    if (!("text" in part)) return asParts(part);
    const words = clean(part.text);
    return words.trim() ? [asPart(words)] : [];
  });
  if (packed.length === 0) throw new Refusal("empty");
  return packContainer({ lang, parts: packed });
}

/**
 * A draft is a letter with room for a word to the mediator: the first text is the letter, a second the aside.
 * @param {{text: string, aside?: string, images?: Picture[], lang: string}} draft
 * @returns {Uint8Array}
 */
export function packDraft({ text, aside = "", images = [], lang }) {
  const texts = [asPart(clean(text) || NOTHING), ...(aside.trim() ? [asPart(clean(aside))] : [])];
  return packContainer({ lang, parts: [...texts, ...images.flatMap(asParts)] });
}

/**
 * @param {Uint8Array} container
 * @returns {Draft}
 */
export function unpackDraft(container) {
  const { lang, parts } = openContainer(container);
  const shown = described(parts);
  const [text = "", aside = ""] = shown.filter(({ type }) => type === TEXT).map(({ bytes }) => asText(bytes));
  return { lang, text: text === NOTHING ? "" : text, aside, images: copied(shown.filter(({ type }) => type !== TEXT)) };
}

/**
 * @param {Part[]} parts
 * @returns {ShownPart[]} hostile, to be shown as text or in an image only
 */
export function shownParts(parts) {
  return described(parts).map((part) =>
    isText(part.type) ? { type: part.type, text: asText(part.bytes) } : copied([part])[0],
  );
}

/**
 * @param {Picture[]} parts
 * @returns {any[]} on their own: a view would carry the whole container to the page
 */
function copied(parts) {
  return parts.map((part) => ({ ...part, bytes: part.bytes.slice() }));
}

/** @param {Picture} picture  @returns {Part[]} */
function asParts({ alt = "", ...picture }) {
  return withDescription({ ...picture, alt: clean(alt) });
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
