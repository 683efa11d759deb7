// protocol.md §4.5: a file key, sealed to one more person and signed by who gave it.
import { decode, encode } from "./b64.js";
import { refuseUnless, refusing } from "./errors.js";
import { isB64Of, isDigest, isInteger, isKeyId, isOneOf, isSignPk, isTime, isVersion } from "./forms.js";
import { keyId } from "./identity.js";
import { KEY_BYTES, concat, keyed, label, same, utf8 } from "./notation.js";
import { SEAL_TO_OVERHEAD, openSealed, sealTo } from "./seal_to.js";
import { makeSigned, readSigned } from "./signed.js";

/** @typedef {import("./signed.js").Signed<import("./forms.js").Fields<typeof SCHEMA>>} Grant */
/** @typedef {import("./context.js").Context} Context */

const LABELS = { sign: "grant" };
const SCHEMA = {
  at: isTime,
  by: isSignPk,
  context: isDigest,
  key: isKeyId,
  sealed: isB64Of(SEAL_TO_OVERHEAD + KEY_BYTES),
  seq: isInteger(0),
  type: isOneOf("grant"),
  v: isVersion,
};

/**
 * Compute what a context commits to, so that one body never opens under two keys.
 * @param {Uint8Array} fileKey  32 bytes
 * @param {string} id  the message's
 * @returns {string} b64
 */
export function commitment(fileKey, id) {
  return encode(keyed(fileKey, "commitment", utf8(id)));
}

/**
 * Make a grant.
 * @param {import("./identity.js").Identity} granter
 * @param {{h: Uint8Array, fileKey: Uint8Array, to: Uint8Array, seq: number, at: string}} grant
 *   h: the context's digest; to: the recipient's box key; seq: 0 for a later grant
 * @returns {Grant}
 */
export function makeGrant(granter, { h, fileKey, to, seq, at }) {
  const sealed = encode(sealTo(to, fileKey, concat(label("grant"), h)));
  const named = { by: encode(granter.sign.pk), context: encode(h), key: keyId(to) };
  return makeSigned(LABELS, SCHEMA, { at, ...named, sealed, seq, type: "grant", v: 1 }, granter.sign.secret);
}

/**
 * Read a grant of a context, signed by who it says: the author's own (`seq` from 1) or a later one (`seq` 0).
 * @type {(given: import("./signed.js").Bytes, context: Context) => Grant}
 * @throws {CannotOpen}
 */
export const readGrant = refusing((given, context) => {
  const grant = readSigned(LABELS, SCHEMA, given, (fields) => fields.by);
  const { by, key, seq } = grant.fields;
  refuseUnless(grant.fields.context === encode(context.h));
  if (seq === 0) refuseUnless(key !== context.fields.desk);
  else refuseUnless(key === context.fields.desk && by === context.fields.author);
  return grant;
});

/**
 * Open a grant with the key it is for, and check the file key against the context's commitment.
 * @type {(grant: Grant, box: import("./seal_to.js").BoxKeyPair, context: Context) => Uint8Array}
 * @throws {CannotOpen}
 */
export const openGrant = refusing((grant, box, context) => {
  refuseUnless(grant.fields.key === keyId(box.pk));
  const fileKey = openSealed(box, decode(grant.fields.sealed), concat(label("grant"), context.h));
  const committed = decode(commitment(fileKey, context.fields.id));
  refuseUnless(same(committed, decode(context.fields.commitment)));
  return fileKey;
});
