// protocol.md §3: the recovery code, on paper, for when the passphrase is lost.
import { refuseUnless, refusing } from "./errors.js";
import { hash, keyed } from "./notation.js";
import { unwrapAs, wrapAs } from "./passphrase.js";
import { randomBytes } from "./sodium.js";

const CODE_BYTES = 20;
const CHARACTERS = 32;
/** Crockford's base32. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const NOTHING = new Uint8Array(0);

/**
 * Draw a recovery code.
 * @returns {Uint8Array} 20 bytes
 */
export function newRecoveryCode() {
  return randomBytes(CODE_BYTES);
}

/**
 * Write a recovery code for paper.
 * @param {Uint8Array} code  20 bytes
 * @returns {string} 32 characters in groups of four
 */
export function showRecoveryCode(code) {
  refuseUnless(code.length === CODE_BYTES);
  let bits = "";
  for (const byte of code) bits += byte.toString(2).padStart(8, "0");
  const characters = bits.replace(/.{5}/g, (five) => ALPHABET.charAt(parseInt(five, 2)));
  return characters.replace(/.{4}(?=.)/g, "$&-");
}

/**
 * Read a recovery code as people type it.
 * @type {(typed: string) => Uint8Array}
 * @throws {CannotOpen}
 */
export const readRecoveryCode = refusing((typed) => {
  refuseUnless(/^[ -~]*$/.test(typed)); // ASCII: upper-casing must not make a letter of something else
  const characters = typed.replace(/[ -]/g, "").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");
  refuseUnless(characters.length === CHARACTERS);
  const bits = [...characters].map((character) => {
    const value = ALPHABET.indexOf(character);
    refuseUnless(value >= 0);
    return value.toString(2).padStart(5, "0");
  });
  const bytes = bits.join("").match(/.{8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => parseInt(byte, 2));
});

/**
 * Derive what a recovery code signs in and unwraps with.
 * @type {(code: Uint8Array) => import("./passphrase.js").SecretPair}
 * @throws {CannotOpen} a code that is not 20 bytes
 */
export const recoveryKeys = refusing((code) => {
  refuseUnless(code.length === CODE_BYTES);
  const key = hash("recovery", code);
  return { auth: keyed(key, "auth", NOTHING), wrap: keyed(key, "wrap", NOTHING) };
});

/**
 * Wrap a seed under a recovery code's `wrap`.
 * @param {Uint8Array} wrap
 * @param {Uint8Array} seed
 * @param {Uint8Array} instance
 * @param {string} person  b64
 * @returns {Uint8Array} 72 bytes
 */
export function wrapForRecovery(wrap, seed, instance, person) {
  return wrapAs("recovery-seed", wrap, seed, instance, person);
}

/**
 * Unwrap a seed; check it against the card afterwards (`isIdentityOf`).
 * @type {(wrap: Uint8Array, sealed: Uint8Array, instance: Uint8Array, person: string) => Uint8Array}
 * @throws {CannotOpen}
 */
export const unwrapFromRecovery = (wrap, sealed, instance, person) =>
  unwrapAs("recovery-seed", wrap, sealed, instance, person);
