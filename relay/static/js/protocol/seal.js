// protocol.md §4.4: an author's signature over context and body.
import { encode } from "./b64.js";
import { refuseUnless, refusing } from "./errors.js";
import { isDigest, isOneOf, isVersion } from "./forms.js";
import { makeSigned, readSigned } from "./signed.js";

/** @typedef {import("./signed.js").Signed<import("./forms.js").Fields<typeof SCHEMA>>} Seal */

const LABELS = { sign: "seal" };
const SCHEMA = { body: isDigest, context: isDigest, type: isOneOf("seal"), v: isVersion };

/**
 * Make a seal.
 * @param {import("./identity.js").Identity} author
 * @param {{h: Uint8Array, body: string}} of  the context's digest; the body's, b64
 * @returns {Seal}
 */
export function makeSeal(author, { h, body }) {
  return makeSigned(LABELS, SCHEMA, { body, context: encode(h), type: "seal", v: 1 }, author.sign.secret);
}

/**
 * Read the seal of a context, signed by the author it names.
 * @type {(given: import("./signed.js").Bytes, context: import("./context.js").Context) => Seal}
 * @throws {CannotOpen}
 */
export const readSeal = refusing((given, context) => {
  const seal = readSigned(LABELS, SCHEMA, given, () => context.fields.author);
  refuseUnless(seal.fields.context === encode(context.h));
  return seal;
});
