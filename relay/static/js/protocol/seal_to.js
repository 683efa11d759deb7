// protocol.md §1: `seal_to`, X-Wing (ML-KEM-768 with X25519), then `aead` under what it agreed on.
import { AEAD_OVERHEAD, open, seal } from "./aead.js";
import { refuseUnless, refusing } from "./errors.js";
import { KEY_BYTES, concat, keyed } from "./notation.js";
import { sodium } from "./sodium.js";

export const BOX_PK_BYTES = 1216;
export const BOX_SECRET_BYTES = 32;
const CT_BYTES = 1120;
/** What sealing adds to a secret's length. */
export const SEAL_TO_OVERHEAD = CT_BYTES + AEAD_OVERHEAD;
const NOTHING = new Uint8Array(0);

/** @typedef {{pk: Uint8Array, secret: Uint8Array}} BoxKeyPair  1,216 and 32 bytes */

/**
 * Derive the X-Wing key pair of a secret.
 * @type {(secret: Uint8Array) => BoxKeyPair}
 * @throws {CannotOpen} a secret that is not 32 bytes
 */
export const boxKeyPair = refusing((secret) => {
  refuseUnless(secret.length === BOX_SECRET_BYTES);
  const pair = sodium.crypto_kem_xwing_seed_keypair(secret);
  return { pk: pair.publicKey, secret: pair.privateKey }; // libsodium's name; the 32 bytes given
});

/**
 * Seal a secret to who holds a key.
 * @type {(pk: Uint8Array, secret: Uint8Array, ad: Uint8Array) => Uint8Array}
 * @throws {CannotOpen} a key that is none
 */
export const sealTo = refusing((pk, secret, ad) => {
  refuseUnless(pk.length === BOX_PK_BYTES);
  const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc(pk);
  return concat(ciphertext, seal(keyed(sharedSecret, "seal-to", NOTHING), secret, ad));
});

/**
 * Open what `sealTo` made.
 * @type {(box: {secret: Uint8Array}, sealed: Uint8Array, ad: Uint8Array) => Uint8Array}
 * @throws {CannotOpen}
 */
export const openSealed = refusing((box, sealed, ad) => {
  refuseUnless(box.secret.length === BOX_SECRET_BYTES && sealed.length >= SEAL_TO_OVERHEAD);
  const shared = sodium.crypto_kem_xwing_dec(sealed.subarray(0, CT_BYTES), box.secret);
  refuseUnless(shared.length === KEY_BYTES);
  return open(keyed(shared, "seal-to", NOTHING), sealed.subarray(CT_BYTES), ad);
});
