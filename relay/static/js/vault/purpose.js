// What an invitation is for, bound to its id: the MAC of protocol.md §7 binds a card to a link, but not the link to a role,
// case, party and desk; else the server could show others to whoever signs. The Python client makes and checks the same.
import { decode, encode } from "../protocol/b64.js";
import { concat, keyed, same, utf8 } from "../protocol/notation.js";
import { randomBytes } from "../protocol/sodium.js";

/** @typedef {{role: string, case?: string | null, party?: string | null, desk?: string | null}} Purpose */

const ID_BYTES = 16;
/** The rest of an id binds its purpose. */
const DRAWN_BYTES = 8;

/**
 * Make an invitation's id: 8 random bytes, and 8 that bind its purpose to the inviter's seed, so that nothing is stored.
 * @param {Uint8Array} seed  the inviter's
 * @param {Purpose} purpose
 * @returns {string} b64 of 16 bytes
 */
export function idFor(seed, purpose) {
  return encode(bind(seed, randomBytes(DRAWN_BYTES), purpose));
}

/**
 * Was the invitation of this id for this?
 * @param {Uint8Array} seed  the inviter's
 * @param {string} id
 * @param {Purpose} purpose  as the server tells it
 * @returns {boolean}
 */
export function isFor(seed, id, purpose) {
  const raw = decode(id, ID_BYTES);
  return same(bind(seed, raw.subarray(0, DRAWN_BYTES), purpose), raw);
}

/**
 * @param {Uint8Array} seed
 * @param {Uint8Array} drawn
 * @param {Purpose} purpose
 */
function bind(seed, drawn, { role, case: code, party, desk }) {
  const purpose = utf8([role, code ?? "", party ?? "", desk ?? ""].join("\n"));
  return concat(drawn, keyed(seed, "invite-purpose", concat(drawn, purpose)).subarray(0, ID_BYTES - DRAWN_BYTES));
}
