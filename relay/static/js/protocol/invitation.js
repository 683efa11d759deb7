// protocol.md §7: a link that tells each side the other's keys, unseen by the server.
import { decode, encode } from "./b64.js";
import { refuseUnless, refusing } from "./errors.js";
import { instanceOf } from "./identity.js";
import { DIGEST_BYTES, concat, hash, keyed, same, utf8 } from "./notation.js";
import { randomBytes } from "./sodium.js";

/** @typedef {{id: string, secret: Uint8Array, instance: Uint8Array}} Invitation  b64; 16 bytes; first 16 bytes of it */

const PIECE = 16;

/**
 * Make an invitation, or the same one again from its id: the inviter stores nothing.
 * @param {Uint8Array} seed  the inviter's
 * @param {Uint8Array} instance
 * @param {string} [id]  b64 of 16 bytes; drawn where none is given
 * @returns {Invitation & {fragment: string}} fragment: what follows `/join#`
 */
export function makeInvitation(seed, instance, id = encode(randomBytes(PIECE))) {
  refuseUnless(instance.length === DIGEST_BYTES);
  const raw = decode(id, PIECE);
  const secret = keyed(seed, "invite", raw).subarray(0, PIECE);
  const start = instance.subarray(0, PIECE);
  return { id, secret, instance: start, fragment: encode(concat(raw, secret, start)) };
}

/**
 * Read what follows `/join#`.
 * @type {(fragment: string) => Invitation}
 * @throws {CannotOpen}
 */
export const readFragment = refusing((fragment) => {
  const bytes = decode(fragment, 3 * PIECE);
  const [id, secret, instance] = [0, 1, 2].map((i) => bytes.slice(i * PIECE, (i + 1) * PIECE));
  refuseUnless(id && secret && instance);
  return { id: encode(id), secret, instance };
});

/**
 * Is this the root of the programme that invited?
 * @param {Invitation} invitation
 * @param {Uint8Array} rootSignPk  32 bytes
 * @returns {boolean}
 */
export function trusts(invitation, rootSignPk) {
  return same(instanceOf(rootSignPk).subarray(0, PIECE), invitation.instance);
}

/**
 * Compute what proves that a card comes from who holds the link.
 * @param {Invitation} invitation
 * @param {Uint8Array} card  its canonical bytes
 * @returns {string} b64 of 32 bytes
 */
export function cardMac({ id, secret }, card) {
  refuseUnless(secret.length === PIECE);
  return encode(keyed(hash("invite", secret), "card", concat(decode(id, PIECE), card)));
}

/**
 * Check a joining person's card, before anything is signed about it.
 * @param {Invitation} invitation  made again from the inviter's seed
 * @param {Uint8Array} card  its canonical bytes
 * @param {string} mac  b64
 * @returns {boolean}
 */
export function checkMac(invitation, card, mac) {
  return same(utf8(cardMac(invitation, card)), utf8(mac));
}
