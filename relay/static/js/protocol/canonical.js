// protocol.md §1: one way to write an object, so that a signature covers what is read.
import { CannotOpen, refuseUnless, refusing } from "./errors.js";
import { PART_LIMIT, text, utf8 } from "./notation.js";

/** Objects and arrays nest at most this deep, the outer object included. */
const DEPTH = 3;

/** @typedef {{[key: string]: unknown}} JsonObject */

/**
 * Write an object as canonical JSON.
 * @type {(object: JsonObject) => Uint8Array}
 * @throws {CannotOpen} a value that canonical JSON has not, or longer than a part may be
 */
export const canonical = refusing((object) => {
  const bytes = utf8(writeObject(object, 1));
  refuseUnless(bytes.length <= PART_LIMIT);
  return bytes;
});

/**
 * Read canonical JSON, and nothing that merely means the same.
 * @type {(bytes: Uint8Array) => JsonObject}
 * @throws {CannotOpen}
 */
export const parse = refusing((bytes) => {
  refuseUnless(bytes.length <= PART_LIMIT);
  const written = text(bytes);
  const object = JSON.parse(written);
  refuseUnless(isObject(object));
  // JSON.parse keeps the last of two equal keys and rounds integers: writing again brings both to light.
  refuseUnless(writeObject(object, 1) === written);
  return object;
});

/**
 * @param {unknown} value
 * @returns {value is JsonObject}
 */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {JsonObject} object
 * @param {number} depth  of this object, the outer one being 1
 * @returns {string}
 */
function writeObject(object, depth) {
  refuseUnless(depth <= DEPTH);
  const keys = Object.keys(object).sort(); // ASCII: code-unit order is code-point order
  return `{${keys.map((key) => `${writeKey(key)}:${writeValue(object[key], depth)}`).join(",")}}`;
}

/**
 * @param {string} key
 * @returns {string}
 */
function writeKey(key) {
  refuseUnless(/^[\x00-\x7f]*$/.test(key));
  return JSON.stringify(key);
}

/**
 * @param {unknown} value
 * @param {number} depth  of what holds it
 * @returns {string}
 */
function writeValue(value, depth) {
  if (typeof value === "string") return writeString(value);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return writeInteger(value);
  if (Array.isArray(value)) return writeArray(value, depth + 1);
  if (isObject(value)) return writeObject(value, depth + 1);
  throw new CannotOpen();
}

/**
 * @param {unknown[]} values
 * @param {number} depth
 * @returns {string}
 */
function writeArray(values, depth) {
  refuseUnless(depth <= DEPTH);
  return `[${values.map((value) => writeValue(value, depth)).join(",")}]`;
}

/**
 * @param {string} value
 * @returns {string}
 */
function writeString(value) {
  refuseUnless(!/\p{Cs}/u.test(value)); // JSON.stringify would write a lone surrogate as an escape
  return JSON.stringify(value);
}

/**
 * @param {number} value
 * @returns {string}
 */
function writeInteger(value) {
  refuseUnless(Number.isSafeInteger(value) && value >= 0);
  return String(value);
}
