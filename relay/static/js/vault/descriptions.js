// A picture's description in words travels as the text that stands right behind it (docs/protocol.md §4.1).
import { text as asText, utf8 } from "../protocol/notation.js";
import { MOST_WORDS } from "./picture_limits.js";

/** @typedef {{type: string, bytes: Uint8Array}} Part */
/** @typedef {Part & {alt?: string}} Picture  alt: what can be seen in it; absent where nobody said */

const TEXT = "text/plain";
/** U+FFFC, object replacement character: what stands in a text for something that is no text. */
const MARK = "\ufffc";
const DESCRIPTION = new RegExp(`^${MARK}([^\\n]{1,${MOST_WORDS}})$`, "u");

/**
 * @param {Picture} picture  `alt` clean of what no text part may hold; line ends in it become spaces
 * @returns {Part[]} the picture, and its description where there is one
 */
export function withDescription({ type, bytes, alt = "" }) {
  const line = alt.replaceAll(MARK, " ").replace(/\s*[\n\t]\s*/g, " ").trim();
  const words = [...line].slice(0, MOST_WORDS).join("");
  return [{ type, bytes }, ...(words === "" ? [] : [{ type: TEXT, bytes: utf8(MARK + words) }])];
}

/**
 * Bring each picture together with its description.
 * @param {Part[]} parts  of a container
 * @returns {Picture[]}
 */
export function described(parts) {
  /** @type {Picture[]} */
  const shown = [];
  for (const part of parts) {
    const alt = descriptionIn(part);
    const last = shown.at(-1);
    if (alt && last?.type.startsWith("image/") && !last.alt) shown[shown.length - 1] = { ...last, alt };
    else shown.push(part);
  }
  return shown;
}

/** @param {Part} part  @returns {string} */
function descriptionIn({ type, bytes }) {
  if (type !== TEXT) return "";
  return DESCRIPTION.exec(asText(bytes))?.[1] ?? "";
}
