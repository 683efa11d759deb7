// Signed objects as HTTP carries them: exact canonical text, and a signature in b64.
import { decode, encode } from "../protocol/b64.js";
import { text, utf8 } from "../protocol/notation.js";

/** @typedef {import("../protocol/signed.js").Bytes} Bytes */

/**
 * @param {string} written
 * @param {string} signature
 * @returns {Bytes}
 */
export function fromWire(written, signature) {
  return { bytes: utf8(written), signature: decode(signature, 64) };
}

/**
 * @param {string} name  the field: `card` gives `card` and `card_signature`; `entry` and `statement` are followed by `signature`
 * @param {Bytes} signed
 * @returns {Record<string, string>}
 */
export function toWire(name, signed) {
  const signature = name === "card" ? "card_signature" : "signature";
  return { [name]: text(signed.bytes), [signature]: encode(signed.signature) };
}
