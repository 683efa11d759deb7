// protocol.md §6: a desk's secret, sealed to who holds it.
import { concat, label, same } from "./notation.js";
import { refuseUnless, refusing } from "./errors.js";
import { boxKeyPair, openSealed, sealTo } from "./seal_to.js";

/** @typedef {import("./seal_to.js").BoxKeyPair} BoxKeyPair */

/**
 * Seal a desk's secret to a holder: to oneself for an `open`, to another for a `share`.
 * @param {Uint8Array} toBoxPk  1,216 bytes
 * @param {Uint8Array} secret  32 bytes
 * @param {Uint8Array} open  digest of the epoch's `open`
 * @returns {Uint8Array}
 */
export function sealDeskSecret(toBoxPk, secret, open) {
  return sealTo(toBoxPk, secret, concat(label("desk"), open));
}

/**
 * Open a desk's secret.
 * @type {(own: BoxKeyPair, sealed: Uint8Array, open: {digest: Uint8Array, box: Uint8Array}) => BoxKeyPair}
 * @throws {CannotOpen} also when it is the secret of another key than that `open` made known
 */
export const openDeskSecret = refusing((own, sealed, open) => {
  const pair = boxKeyPair(openSealed(own, sealed, concat(label("desk"), open.digest)));
  refuseUnless(same(pair.pk, open.box));
  return pair;
});
