// protocol.md §2: a person's account is one seed; everything else follows from it.
import { encode } from "./b64.js";
import { refusing, refuseUnless } from "./errors.js";
import { KEY_BYTES, hash, keyed } from "./notation.js";
import { boxKeyPair } from "./seal_to.js";
import { randomBytes, sodium } from "./sodium.js";

/** @typedef {{pk: Uint8Array, secret: Uint8Array}} SignKeyPair  32 and 64 bytes */
/** @typedef {{seed: Uint8Array, box: import("./seal_to.js").BoxKeyPair, sign: SignKeyPair}} Identity */

const NOTHING = new Uint8Array(0);
const ID_BYTES = 16;

/**
 * Draw an account's seed.
 * @returns {Uint8Array} 32 bytes
 */
export function newSeed() {
  return randomBytes(KEY_BYTES);
}

/**
 * Derive a person's keys.
 * @type {(seed: Uint8Array) => Identity}
 * @throws {CannotOpen} a seed that is not 32 bytes
 */
export const identityOf = refusing((seed) => {
  const pair = sodium.crypto_sign_seed_keypair(keyed(seed, "identity-sign", NOTHING));
  return {
    seed,
    box: boxKeyPair(keyed(seed, "identity-box", NOTHING)),
    sign: { pk: pair.publicKey, secret: pair.privateKey },
  };
});

/**
 * @param {Uint8Array} boxPk  1,216 bytes
 * @returns {string} b64 of 16 bytes
 */
export function keyId(boxPk) {
  return encode(hash("key-id", boxPk).subarray(0, ID_BYTES));
}

/**
 * Write what two people compare on paper or the phone.
 * @param {Uint8Array} signPk  32 bytes
 * @returns {string} 30 digits in six groups of five
 */
export function fingerprint(signPk) {
  refuseUnless(signPk.length === KEY_BYTES);
  let number = 0n;
  for (const byte of hash("fingerprint", signPk).subarray(0, ID_BYTES)) number = number * 256n + BigInt(byte);
  const digits = (number % 10n ** 30n).toString().padStart(30, "0");
  return digits.replace(/(\d{5})(?=\d)/g, "$1 ");
}

/**
 * Name a programme by its root.
 * @param {Uint8Array} rootSignPk  32 bytes
 * @returns {Uint8Array} 32 bytes
 */
export function instanceOf(rootSignPk) {
  refuseUnless(rootSignPk.length === KEY_BYTES);
  return hash("instance", rootSignPk);
}
