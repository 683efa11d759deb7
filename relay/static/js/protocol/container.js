// protocol.md §4.1: what a person made, as one padded piece.
import { CannotOpen, refuseUnless, refusing } from "./errors.js";
import {
  DIRECTION_CONTROLS,
  isInteger,
  isLang,
  isOneOf,
  isVersion,
  checkFields,
  readFields,
  writeFields,
} from "./forms.js";
import { concat, lp, readLp, text } from "./notation.js";
import { SIZE_LIMIT, padded } from "./padding.js";

/** @typedef {{type: string, bytes: Uint8Array}} Part */
/** @typedef {{lang: string, parts: Part[]}} Container */

const MOST_PARTS = 64;

export const PART_TYPES = Object.freeze([
  "text/plain",
  "image/jpeg",
  "image/png",
  "image/webp",
  "audio/webm",
  "audio/mp4",
  "video/webm",
  "video/mp4",
  "text/vtt",
]);
const PART = { size: isInteger(1, SIZE_LIMIT), type: isOneOf(...PART_TYPES) };

/** @type {(value: unknown) => value is {size: number, type: string}[]} */
const areParts = /** @type {any} */ (
  (/** @type {unknown} */ value) => Array.isArray(value) && value.length >= 1 && value.length <= MOST_PARTS
);
const MANIFEST = { lang: isLang, parts: areParts, v: isVersion };

/**
 * Is this part text, to be decoded strictly?
 * @param {string} type
 * @returns {boolean}
 */
export function isText(type) {
  return type.startsWith("text/");
}

/**
 * Pack parts into a padded container.
 * @type {(container: Container) => Uint8Array}
 * @throws {CannotOpen} what a reader would refuse
 */
export const packContainer = refusing(({ lang, parts }) => {
  const listed = parts.map(({ type, bytes }) => ({ size: bytes.length, type }));
  const { bytes: manifest } = writeFields({ lang, parts: listed, v: 1 }, MANIFEST);
  listed.forEach((part) => checkFields(part, PART));
  parts.forEach(checkText);
  const length = parts.reduce((sum, part) => sum + part.bytes.length, manifest.length + 4);
  return concat(lp(manifest), ...parts.map((part) => part.bytes), new Uint8Array(padded(length) - length));
});

/**
 * Open a container; the parts are views of it.
 * @type {(bytes: Uint8Array) => Container}
 * @throws {CannotOpen}
 */
export const openContainer = refusing((bytes) => {
  const { part: manifest, end: start } = readLp(bytes, 0);
  const { lang, parts: listed } = readFields(manifest, MANIFEST);
  let end = start;
  const parts = listed.map((entry) => {
    const { size, type } = checkFields(entry, PART);
    refuseUnless(end + size <= bytes.length);
    end += size;
    return { type, bytes: bytes.subarray(end - size, end) };
  });
  refuseUnless(bytes.length === padded(end));
  for (let i = end; i < bytes.length; i++) if (bytes[i] !== 0) throw new CannotOpen();
  parts.forEach(checkText);
  return { lang, parts };
});

/**
 * @param {Part} part
 * @throws {CannotOpen} controls but LF and TAB, and what would turn the direction of the words around it
 */
function checkText({ type, bytes }) {
  if (!isText(type)) return;
  const words = text(bytes);
  refuseUnless(!/[\x00-\x08\x0b-\x1f]/.test(words) && !DIRECTION_CONTROLS.test(words));
}
