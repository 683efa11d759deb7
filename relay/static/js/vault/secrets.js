// What the server is given to let somebody in: never the passphrase or the code, only what follows from them (protocol.md §3).
import { encode } from "../protocol/b64.js";
import { normaliseName, stretch, wrapSeed } from "../protocol/passphrase.js";
import { readRecoveryCode, recoveryKeys, wrapForRecovery } from "../protocol/recovery.js";
import { asTyped } from "./typed.js";

/** @typedef {{seed: Uint8Array, instance: Uint8Array, person: string}} Whose */

/**
 * Derive what a name and a passphrase sign in with, and wrap the seed under them.
 * @param {{signIn: string, passphrase: string}} typed
 * @param {Whose} whose
 * @returns {{sign_in: string, auth: string, wrapped_seed: string}}
 * @throws {CannotOpen} what cannot be a name or a passphrase
 */
export function signInSecrets({ signIn, passphrase }, { seed, instance, person }) {
  const { auth, wrap } = stretch(signIn, asTyped(passphrase), instance);
  return {
    sign_in: normaliseName(signIn),
    auth: encode(auth),
    wrapped_seed: encode(wrapSeed(wrap, seed, instance, person)),
  };
}

/**
 * Derive what a recovery code signs in with, and wrap the seed under it.
 * @param {string} code  as shown, or "" for none
 * @param {Whose} whose
 * @returns {{} | {recovery_auth: string, recovery_seed: string}}
 * @throws {CannotOpen} no code
 */
export function recoverySecrets(code, { seed, instance, person }) {
  if (!code) return {};
  const keys = recoveryKeys(readRecoveryCode(code));
  const sealed = wrapForRecovery(keys.wrap, seed, instance, person);
  return { recovery_auth: encode(keys.auth), recovery_seed: encode(sealed) };
}
