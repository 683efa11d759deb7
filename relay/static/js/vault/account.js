// One's own account: what happened to it, and changing what signs one in (protocol.md §3).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { CannotOpen } from "../protocol/errors.js";
import { stretch } from "../protocol/passphrase.js";
import { describe, owned } from "./owner.js";
import { recoverySecrets, signInSecrets } from "./secrets.js";
import { keep } from "./session.js";
import { asTyped } from "./typed.js";

/** @typedef {{what: "joined" | "device" | "passphrase" | "name" | "code" | "recovered", device: string, at: string}} Note */

/** @returns {Promise<{signIn: string, recovery: boolean, notes: Note[]}>} recovery: whether a code is kept */
export async function account() {
  const { sign_in: signIn, recovery, notes } = await api.get("/account");
  return { signIn, recovery, notes };
}

/** End every session but this one. @returns {Promise<{}>} */
export async function endOtherSessions() {
  await api.remove("/sessions");
  return {};
}

/**
 * Replace the passphrase; every other session ends.
 * @param {{old: string, passphrase: string}} chosen
 * @returns {Promise<import("./client.js").Me>}
 * @throws {Refusal} `wrong-passphrase`, `slow-down`
 */
export function changePassphrase({ old, passphrase }) {
  return change(old, { signIn: owned().signIn, passphrase });
}

/**
 * Replace the sign-in name: the same passphrase signs in with the new one; every other session ends.
 * @param {{signIn: string, passphrase: string}} chosen
 * @returns {Promise<import("./client.js").Me>}
 * @throws {Refusal} `wrong-passphrase`, `name-taken`, `name-unfit`, `slow-down`
 */
export function changeSignIn({ signIn, passphrase }) {
  return change(passphrase, { signIn, passphrase });
}

/**
 * Keep a new recovery code in place of the old one.
 * @param {{passphrase: string, recovery: string}} chosen  recovery: the code as drawn and shown
 * @returns {Promise<{}>}
 * @throws {Refusal} `wrong-passphrase`, `slow-down`
 */
export async function newRecovery({ passphrase, recovery }) {
  const fresh = { ...recoverySecrets(recovery, whose()), old_auth: authOf(passphrase) };
  return api.put("/account/recovery", fresh);
}

/**
 * @param {string} old
 * @param {{signIn: string, passphrase: string}} chosen
 */
async function change(old, chosen) {
  const owner = owned();
  const fresh = { ...fit(chosen), old_auth: authOf(old) };
  await api.put("/account/sign-in", fresh);
  owner.signIn = fresh.sign_in;
  await keep(owner);
  return describe(owner);
}

/** @param {{signIn: string, passphrase: string}} chosen */
function fit(chosen) {
  try {
    return signInSecrets(chosen, whose());
  } catch (error) {
    if (error instanceof CannotOpen) throw new Refusal("name-unfit");
    throw error;
  }
}

/** @param {string} passphrase  @returns {string} what it signs in with now */
function authOf(passphrase) {
  const { signIn, instance } = owned();
  try {
    return encode(stretch(signIn, asTyped(passphrase), instance).auth);
  } catch (error) {
    if (error instanceof CannotOpen) throw new Refusal("wrong-passphrase");
    throw error;
  }
}

function whose() {
  const { identity, instance, card } = owned();
  return { seed: identity.seed, instance, person: card.fields.person };
}
