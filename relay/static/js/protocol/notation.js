// protocol.md §1: the notation everything else is written in.
import { refuseUnless, refusing } from "./errors.js";
import { sodium } from "./sodium.js";

/** Longest signed object, and longest `lp` part, in bytes. */
export const PART_LIMIT = 8192;
export const KEY_BYTES = 32;
export const DIGEST_BYTES = 32;
export const SIGN_PK_BYTES = 32;
export const SIGN_SECRET_BYTES = 64;
export const SIGNATURE_BYTES = 64;

const encoder = new TextEncoder();

/**
 * Encode text as UTF-8.
 * @param {unknown} string  as a server sent it: perhaps none
 * @returns {Uint8Array}
 * @throws {CannotOpen} a lone surrogate, which TextEncoder would silently replace
 */
export function utf8(string) {
  refuseUnless(typeof string === "string" && !/\p{Cs}/u.test(string));
  return encoder.encode(string);
}

/**
 * Decode UTF-8 strictly; a byte-order mark stays what it is, a character.
 * @type {(bytes: Uint8Array) => string}
 * @throws {CannotOpen}
 */
export const text = refusing((bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));

/**
 * @param {...Uint8Array} pieces
 * @returns {Uint8Array}
 */
export function concat(...pieces) {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/**
 * @param {number} value  0 … 2^32-1
 * @returns {Uint8Array} 4 bytes, big-endian
 */
export function u32be(value) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/**
 * @param {number} value  0 … 2^53-1
 * @returns {Uint8Array} 8 bytes, little-endian
 */
export function u64le(value) {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, value % 2 ** 32, true);
  view.setUint32(4, Math.floor(value / 2 ** 32), true);
  return bytes;
}

/**
 * Write bytes behind their length.
 * @param {Uint8Array} bytes
 * @returns {Uint8Array}
 */
export function lp(bytes) {
  return concat(u32be(bytes.length), bytes);
}

/**
 * Read one `lp` part.
 * @param {Uint8Array} bytes
 * @param {number} start  where its length stands
 * @returns {{part: Uint8Array, end: number}} a view, and where the next part starts
 * @throws {CannotOpen} longer than a part may be, or than what is there
 */
export function readLp(bytes, start) {
  refuseUnless(bytes.length >= start + 4);
  const length = new DataView(bytes.buffer, bytes.byteOffset + start, 4).getUint32(0);
  const end = start + 4 + length;
  refuseUnless(length <= PART_LIMIT && end <= bytes.length);
  return { part: bytes.subarray(start + 4, end), end };
}

/**
 * L: what separates one use of a primitive from every other.
 * @param {string} name  ASCII
 * @returns {Uint8Array}
 */
export function label(name) {
  return utf8(`relay/v1/${name}\0`);
}

/**
 * H: BLAKE2b-256 under a label.
 * @param {string} name
 * @param {Uint8Array} bytes
 * @returns {Uint8Array} 32 bytes
 */
export function hash(name, bytes) {
  return sodium.crypto_generichash(DIGEST_BYTES, concat(label(name), bytes), null);
}

/**
 * K: keyed BLAKE2b-256 under a label.
 * @param {Uint8Array} key  32 bytes
 * @param {string} name
 * @param {Uint8Array} bytes
 * @returns {Uint8Array} 32 bytes
 * @throws {CannotOpen} a key of another length: an empty one would be the unkeyed hash
 */
export function keyed(key, name, bytes) {
  refuseUnless(key.length === KEY_BYTES);
  return sodium.crypto_generichash(DIGEST_BYTES, concat(label(name), bytes), key);
}

/**
 * S: a detached Ed25519 signature under a label.
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {Uint8Array} secret  64 bytes, libsodium's form
 * @returns {Uint8Array} 64 bytes
 */
export function sign(name, bytes, secret) {
  refuseUnless(secret.length === SIGN_SECRET_BYTES);
  return sodium.crypto_sign_detached(concat(label(name), bytes), secret);
}

/**
 * Check an S.
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {Uint8Array} signature
 * @param {Uint8Array} pk
 * @returns {boolean}
 */
export function verify(name, bytes, signature, pk) {
  if (signature.length !== SIGNATURE_BYTES || pk.length !== SIGN_PK_BYTES) return false;
  return sodium.crypto_sign_verify_detached(signature, concat(label(name), bytes), pk);
}

/**
 * Compare in time that depends on the length alone.
 * @param {Uint8Array} one
 * @param {Uint8Array} other
 * @returns {boolean}
 */
export function same(one, other) {
  return one.length === other.length && sodium.memcmp(one, other);
}
