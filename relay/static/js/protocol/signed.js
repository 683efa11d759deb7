// What is signed is alike everywhere: canonical bytes, a signature, the digest that others name it by.
import { decode } from "./b64.js";
import { refuseUnless } from "./errors.js";
import { readFields, writeFields } from "./forms.js";
import { hash, sign, verify } from "./notation.js";

/** @typedef {{bytes: Uint8Array, signature: Uint8Array}} Bytes  canonical bytes and 64 bytes of signature */
/**
 * @template F
 * @typedef {Bytes & {digest: Uint8Array, fields: F}} Signed  digest: 32 bytes; fields: as in the JSON
 */
/** @typedef {{sign: string, chain?: string}} Labels  of its signature and, where another, of its digest */

/**
 * Write and sign an object.
 * @template {import("./forms.js").Schema} S
 * @param {Labels} labels
 * @param {S} schema
 * @param {{[key: string]: unknown}} object
 * @param {Uint8Array} secret  64 bytes
 * @returns {Signed<import("./forms.js").Fields<S>>}
 * @throws {CannotOpen} what a reader would refuse
 */
export function makeSigned(labels, schema, object, secret) {
  const { bytes, fields } = writeFields(object, schema);
  const signature = sign(labels.sign, bytes, secret);
  return { bytes, signature, digest: hash(labels.chain ?? labels.sign, bytes), fields };
}

/**
 * Read an object and check its signature.
 * @template {import("./forms.js").Schema} S
 * @param {Labels} labels
 * @param {S} schema
 * @param {Bytes} given
 * @param {(fields: import("./forms.js").Fields<S>) => string} signer  b64 of the key that must have signed it
 * @returns {Signed<import("./forms.js").Fields<S>>}
 * @throws {CannotOpen}
 */
export function readSigned(labels, schema, { bytes, signature }, signer) {
  const fields = readFields(bytes, schema);
  refuseUnless(verify(labels.sign, bytes, signature, decode(signer(fields), 32)));
  return { bytes, signature, digest: hash(labels.chain ?? labels.sign, bytes), fields };
}
