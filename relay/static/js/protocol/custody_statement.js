// protocol.md §6: one custody statement. What makes it valid in its place, the chain knows (custody.js).
import { encode } from "./b64.js";
import { refuseUnless, refusing } from "./errors.js";
import {
  isBoxPk,
  isDesk,
  isDigest,
  isInteger,
  isNonce,
  isOneOf,
  isSignPk,
  isTime,
  isVersion,
  orEmpty,
} from "./forms.js";
import { makeSigned, readSigned } from "./signed.js";
import { randomBytes } from "./sodium.js";

/** @typedef {"assign" | "open" | "share" | "close"} CustodyType */
/** @typedef {import("./signed.js").Signed<import("./forms.js").Fields<typeof SCHEMA>>} CustodyEntry */
/** @typedef {{type: CustodyType, desk: string, epoch: number, prev: Uint8Array, at: string}} Place  prev: the head */

const LABELS = { sign: "statement", chain: "custody" };

const SCHEMA = {
  at: isTime,
  box: orEmpty(isBoxPk),
  by: isSignPk,
  desk: isDesk,
  epoch: isInteger(1),
  holder: orEmpty(isDigest),
  nonce: isNonce,
  prev: isDigest,
  type: isOneOf(.../** @type {CustodyType[]} */ (["assign", "open", "share", "close"])),
  v: isVersion,
};

/**
 * Make a custody statement.
 * @param {import("./identity.js").Identity} identity
 * @param {Place & {holder?: string, box?: Uint8Array}} entry
 *   holder: b64 digest of a card (`assign`, `share`); box: 1,216 bytes (`open`)
 * @returns {CustodyEntry}
 * @throws {CannotOpen} what no chain could take
 */
export function makeCustody(identity, { type, desk, epoch, holder = "", box, prev, at }) {
  const named = { by: encode(identity.sign.pk), nonce: encode(randomBytes(16)), prev: encode(prev), v: 1 };
  const entry = { at, box: box ? encode(box) : "", desk, epoch, holder, type, ...named };
  const made = makeSigned(LABELS, SCHEMA, entry, identity.sign.secret);
  refuseUnless(hasItsFields(made));
  return made;
}

/**
 * Read a custody statement, signed by who it says.
 * @type {(given: import("./signed.js").Bytes) => CustodyEntry}
 * @throws {CannotOpen}
 */
export const readCustody = refusing((given) => {
  const entry = readSigned(LABELS, SCHEMA, given, (fields) => fields.by);
  refuseUnless(hasItsFields(entry));
  return entry;
});

/**
 * @param {CustodyEntry} entry
 * @returns {boolean} `box` and `holder` are there exactly where the type has them
 */
function hasItsFields({ fields: { type, box, holder } }) {
  return (box !== "") === (type === "open") && (holder !== "") === (type === "assign" || type === "share");
}
