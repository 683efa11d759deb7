// protocol.md §1: base64url without padding (RFC 4648 §5).
import { CannotOpen, refuseUnless } from "./errors.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Map([...ALPHABET].map((character, value) => [character.charCodeAt(0), value]));

/**
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function encode(bytes) {
  const pieces = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const written = Math.min(bytes.length - i, 3) + 1;
    for (let j = 0; j < written; j++) pieces.push(ALPHABET[(group >> (18 - 6 * j)) & 63]);
  }
  return pieces.join("");
}

/**
 * @param {unknown} string  as a server sent it: perhaps none
 * @param {number} [length]  bytes it must stand for
 * @returns {Uint8Array}
 * @throws {CannotOpen} padding, another alphabet, trailing bits that are not zero, another length
 */
export function decode(string, length) {
  refuseUnless(typeof string === "string");
  const bytes = new Uint8Array(Math.floor((string.length * 3) / 4));
  refuseUnless(string.length % 4 !== 1 && (length === undefined || bytes.length === length));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < string.length; i++) {
    const value = VALUES.get(string.charCodeAt(i));
    if (value === undefined) throw new CannotOpen();
    held = (held << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = held >> bits;
    held &= (1 << bits) - 1;
  }
  refuseUnless(held === 0);
  return bytes;
}
