// protocol.md §1: `aead`, XChaCha20-Poly1305 with a drawn nonce in front.
import { refuseUnless, refusing } from "./errors.js";
import { KEY_BYTES, concat } from "./notation.js";
import { randomBytes, sodium } from "./sodium.js";

const NONCE_BYTES = 24;
const TAG_BYTES = 16;
/** What sealing adds to a secret's length. */
export const AEAD_OVERHEAD = NONCE_BYTES + TAG_BYTES;

/**
 * Seal a secret.
 * @param {Uint8Array} key  32 bytes
 * @param {Uint8Array} secret
 * @param {Uint8Array} ad  what it belongs to
 * @returns {Uint8Array} 40 bytes longer than the secret
 */
export function seal(key, secret, ad) {
  refuseUnless(key.length === KEY_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  return concat(nonce, sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(secret, ad, null, nonce, key));
}

/**
 * Open what `seal` made.
 * @type {(key: Uint8Array, sealed: Uint8Array, ad: Uint8Array) => Uint8Array}
 * @throws {CannotOpen}
 */
export const open = refusing((key, sealed, ad) => {
  refuseUnless(key.length === KEY_BYTES && sealed.length >= AEAD_OVERHEAD);
  const nonce = sealed.subarray(0, NONCE_BYTES);
  return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed.subarray(NONCE_BYTES), ad, nonce, key);
});
