// Signing in, coming back on the next page, locking and signing out (design.md §7; protocol.md §3).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import * as aead from "../protocol/aead.js";
import { decode, encode } from "../protocol/b64.js";
import { isIdentityOf, readCard } from "../protocol/card.js";
import { CannotOpen } from "../protocol/errors.js";
import { identityOf, instanceOf } from "../protocol/identity.js";
import { text, utf8 } from "../protocol/notation.js";
import { normaliseName, stretch, unwrapSeed } from "../protocol/passphrase.js";
import { describe, own, owned } from "./owner.js";
import { asTyped } from "./typed.js";
import { fromWire, toWire } from "./wire.js";

/** @typedef {import("./owner.js").Owner} Owner */

const KEPT = utf8("relay vault: seed of this session");
const page = /** @type {Worker} */ (/** @type {unknown} */ (self));

/**
 * Sign in; the passphrase stays here.
 * @param {{signIn: string, passphrase: string}} who
 * @returns {Promise<import("./client.js").Me>}
 * @throws {Refusal} `wrong-sign-in`, `slow-down`, `root-differs`
 */
export async function signIn({ signIn, passphrase }) {
  const { root, instance } = await fetchRoot();
  const { auth, wrap, name } = await stretched(signIn, passphrase, instance);
  const answer = await api.post("/sign-in", { sign_in: name, auth: encode(auth) });
  const card = readCard(fromWire(answer.card, answer.card_signature));
  const seed = unwrapSeed(wrap, decode(answer.wrapped_seed), instance, answer.person);
  const identity = identityOf(seed);
  if (!isIdentityOf(identity, card)) throw new Refusal("root-differs");
  api.holdToken(answer.csrf);
  const owner = { identity, card, root, instance, signIn: name, lang: answer.lang, status: answer.status };
  return keep(owner);
}

/**
 * Come back on the next page with what the one before left.
 * @param {{sealed: string, lang: string, csrf: string}} kept  sealed: "" when there is nothing; csrf: the page's token
 * @returns {Promise<import("./client.js").Me | null>} null when the session is over
 */
export async function restore({ sealed, lang, csrf }) {
  api.speak(lang);
  api.holdToken(csrf);
  if (!sealed) return null;
  try {
    const { key } = await api.get("/session/key");
    own(unpack(aead.open(decode(key, 32), decode(sealed), KEPT)));
    page.postMessage({ keep: sealed });
    return describe(owned());
  } catch (error) {
    if (error instanceof CannotOpen || error instanceof Refusal) return null;
    throw error;
  }
}

/** @returns {Promise<import("./client.js").Me>} asks the server: she may have been confirmed since */
export async function me() {
  const owner = owned();
  const answer = await api.get("/session");
  if (!answer.signed_in || answer.person !== owner.card.fields.person) throw new Refusal("not-signed-in", { status: 401 });
  owner.status = answer.status;
  return describe(owner);
}

/** Tell the server that somebody is here. @returns {Promise<{}>} */
export function touch() {
  return api.post("/session/touch", {}, { again: true });
}

/** End the session here and on the server; what the device keeps stays. @returns {Promise<{}>} */
export async function lock() {
  own(null);
  return api.post("/session/lock");
}

/** @returns {Promise<{}>} */
export async function signOut() {
  own(null);
  await api.remove("/session");
  return {};
}

/** @returns {Promise<{sessions: {id: string, created: string, active: string, device: string, current: boolean}[]}>} */
export function sessions() {
  return api.get("/sessions");
}

/** @param {{id: string | number}} which */
export async function endSession({ id }) {
  await api.remove(`/sessions/${encodeURIComponent(id)}`);
  return {};
}

/**
 * Hold somebody's keys, and give the page their sealed form.
 * @param {Owner} owner
 * @returns {Promise<import("./client.js").Me>}
 */
export async function keep(owner) {
  const { key } = await api.get("/session/key");
  own(owner);
  page.postMessage({ keep: encode(aead.seal(decode(key, 32), pack(owner), KEPT)) });
  return describe(owner);
}

/** @returns {Promise<{root: import("./owner.js").Card, instance: Uint8Array}>} the programme this site says it is */
export async function fetchRoot() {
  const answer = await api.get("/root");
  const root = readCard(fromWire(answer.card, answer.card_signature));
  return { root, instance: instanceOf(decode(root.fields.sign, 32)) };
}

/**
 * @param {string} signIn
 * @param {string} passphrase
 * @param {Uint8Array} instance
 */
async function stretched(signIn, passphrase, instance) {
  try {
    return { ...stretch(signIn, asTyped(passphrase), instance), name: normaliseName(signIn) };
  } catch (error) {
    if (error instanceof CannotOpen) throw new Refusal("wrong-sign-in", { status: 401 });
    throw error;
  }
}

/** @param {Owner} owner */
function pack({ identity, card, root, signIn, lang, status }) {
  const cards = { card: toWire("card", card), root: toWire("card", root) };
  return utf8(JSON.stringify({ seed: encode(identity.seed), signIn, lang, status, ...cards }));
}

/**
 * @param {Uint8Array} bytes
 * @returns {Owner}
 */
function unpack(bytes) {
  const { seed, signIn, lang, status, ...cards } = JSON.parse(text(bytes));
  const card = readCard(fromWire(cards.card.card, cards.card.card_signature));
  const root = readCard(fromWire(cards.root.card, cards.root.card_signature));
  const instance = instanceOf(decode(root.fields.sign, 32));
  return { identity: identityOf(decode(seed, 32)), card, root, instance, signIn, lang, status };
}
