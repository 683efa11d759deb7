// protocol.md §3: what a passphrase opens. Parameters are constants, so that nothing tells whether a name exists.
import { decode } from "./b64.js";
import { AEAD_OVERHEAD, open, seal } from "./aead.js";
import { refuseUnless, refusing } from "./errors.js";
import { DIGEST_BYTES, KEY_BYTES, concat, hash, keyed, label, utf8 } from "./notation.js";
import { sodium } from "./sodium.js";
import { isAssigned } from "./unicode14.js";

const OPERATIONS = 3;
const MEMORY_BYTES = 67108864;
const SALT_BYTES = 16;
const PERSON_BYTES = 16;
const NOTHING = new Uint8Array(0);

/** @typedef {{auth: Uint8Array, wrap: Uint8Array}} SecretPair  auth signs in; wrap never leaves the device */

/**
 * Write a sign-in name in the one form that counts.
 * @type {(name: string) => string}
 * @throws {CannotOpen} controls, lone surrogates, or code points that Unicode 14 has not
 */
export const normaliseName = refusing((name) => {
  const trimmed = name.replace(/^ +| +$/g, "");
  refuseUnless(trimmed !== "" && !/[\p{Cc}\p{Cs}]/u.test(trimmed) && isAssigned(trimmed));
  return trimmed.toLowerCase().normalize("NFKC");
});

/**
 * Compute the salt of a sign-in name.
 * @type {(name: string, instance: Uint8Array) => Uint8Array}
 * @throws {CannotOpen}
 */
export const saltOf = refusing((name, instance) => {
  refuseUnless(instance.length === DIGEST_BYTES);
  return hash("salt", concat(instance, utf8(normaliseName(name)))).subarray(0, SALT_BYTES);
});

/**
 * Stretch a passphrase (Argon2id, 64 MiB, about 0.4 s; it blocks).
 * @type {(name: string, passphrase: string, instance: Uint8Array) => SecretPair}
 * @throws {CannotOpen} an empty one, or code points that Unicode 14 has not
 */
export const stretch = refusing((name, passphrase, instance) => {
  const root = stretchRoot(name, passphrase, instance);
  return { auth: keyed(root, "auth", NOTHING), wrap: keyed(root, "wrap", NOTHING) };
});

/**
 * Stretch a passphrase to the root that both secrets follow from.
 * @type {(name: string, passphrase: string, instance: Uint8Array) => Uint8Array} 32 bytes
 * @throws {CannotOpen}
 */
export const stretchRoot = refusing((name, passphrase, instance) => {
  refuseUnless(passphrase !== "" && isAssigned(passphrase));
  const words = utf8(passphrase.normalize("NFKC"));
  const algorithm = sodium.crypto_pwhash_ALG_ARGON2ID13;
  return sodium.crypto_pwhash(KEY_BYTES, words, saltOf(name, instance), OPERATIONS, MEMORY_BYTES, algorithm);
});

/**
 * Wrap a seed under a passphrase's `wrap`.
 * @param {Uint8Array} wrap
 * @param {Uint8Array} seed
 * @param {Uint8Array} instance
 * @param {string} person  b64
 * @returns {Uint8Array} 72 bytes
 */
export function wrapSeed(wrap, seed, instance, person) {
  return wrapAs("wrapped-seed", wrap, seed, instance, person);
}

/**
 * Unwrap a seed; check it against the card afterwards (`isIdentityOf`).
 * @type {(wrap: Uint8Array, sealed: Uint8Array, instance: Uint8Array, person: string) => Uint8Array}
 * @throws {CannotOpen} a wrong passphrase among others
 */
export const unwrapSeed = (wrap, sealed, instance, person) => unwrapAs("wrapped-seed", wrap, sealed, instance, person);

/**
 * @param {string} use
 * @param {Uint8Array} wrap
 * @param {Uint8Array} seed
 * @param {Uint8Array} instance
 * @param {string} person
 * @returns {Uint8Array}
 */
export function wrapAs(use, wrap, seed, instance, person) {
  refuseUnless(seed.length === KEY_BYTES);
  return seal(wrap, seed, boundTo(use, instance, person));
}

/** @type {(use: string, wrap: Uint8Array, sealed: Uint8Array, instance: Uint8Array, person: string) => Uint8Array} */
export const unwrapAs = refusing((use, wrap, sealed, instance, person) => {
  refuseUnless(sealed.length === KEY_BYTES + AEAD_OVERHEAD);
  return open(wrap, sealed, boundTo(use, instance, person));
});

/**
 * @param {string} use
 * @param {Uint8Array} instance
 * @param {string} person
 * @returns {Uint8Array}
 */
function boundTo(use, instance, person) {
  refuseUnless(instance.length === DIGEST_BYTES);
  return concat(label(use), instance, decode(person, PERSON_BYTES));
}
