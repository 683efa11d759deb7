// Drafts and kept copies: sealed to oneself, kept by the server (protocol.md §3).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { decode, encode } from "../protocol/b64.js";
import { hash } from "../protocol/notation.js";
import { openDraft, sealDraft } from "../protocol/private.js";
import { randomBytes } from "../protocol/sodium.js";
import { packDraft, unpackDraft } from "./containers.js";
import { owned } from "./owner.js";
import { condition } from "./seen.js";

/** @typedef {import("./containers.js").Part} Part */
/** @typedef {{draft?: string, case: string, text: string, aside?: string, images?: Part[], lang: string}} Typed */
/** @typedef {{id: string, case: string, thread: string, saved: string, version: number | string, kept: boolean, message?: string}} Listed */
/** @typedef {{draft: string, case: string, thread: string, saved: string, version: number | string, kept: boolean, message: string}} Shown */

const ID_BYTES = 16;

/** ETags of what this tab loaded or saved, by draft: a random id, so nobody else's. @type {Map<string, string>} */
const versions = new Map();
/** Digest of what of a draft was last acknowledged to this tab. @type {Map<string, string>} */
const acknowledged = new Map();

/**
 * Seal and save; resolves once the server has acknowledged it.
 * @param {Typed} typed
 * @returns {Promise<{draft: string, saved: string, version: number | string}>}
 * @throws {Refusal} 409 `draft-moved`
 */
export async function saveDraft(typed) {
  const id = typed.draft ?? encode(randomBytes(ID_BYTES));
  const version = typed.draft ? (versions.get(id) ?? (await listedVersion(id))) : "";
  return { draft: id, ...(await keep(id, packDraft(typed), { case: typed.case }, version)) };
}

/**
 * @param {string} id
 * @param {Uint8Array} container
 * @param {Record<string, string>} place  what a new one is for: `case`, and `message` where it is a copy of one
 * @param {string} [version]  the ETag it replaces, "" for what is new; by default what this tab knows
 * @returns {Promise<{saved: string, version: number | string}>} once the server has acknowledged it
 */
export async function keep(id, container, place, version = versions.get(id) ?? "") {
  const sealed = sealDraft(owned().identity.seed, decode(id, ID_BYTES), container);
  const answer = await api.putBytes(`/drafts/${id}?${new URLSearchParams(place)}`, sealed, condition(version));
  versions.set(id, `"${answer.version}"`);
  acknowledged.set(id, digestOf(container));
  return { saved: answer.saved, version: answer.version };
}

/**
 * Save a draft unless exactly this is acknowledged already: a kept copy takes no more changes.
 * @param {Typed & {draft: string}} typed
 */
export async function ensureSaved(typed) {
  if (acknowledged.get(typed.draft) !== digestOf(packDraft(typed))) await saveDraft(typed);
}

/**
 * @param {{draft: string}} which
 * @returns {Promise<import("./containers.js").Draft & Shown>} its words and pictures, and what the server knows of it
 * @throws {Refusal} 404
 */
export async function loadDraft({ draft }) {
  const [held, listed] = await Promise.all([api.getBytes(`/drafts/${draft}`), listedDraft(draft)]);
  if (!held || !listed) throw new Refusal("not-found", { status: 404 });
  return { ...shownListed(listed), ...unpackDraft(opened(draft, held)) };
}

/**
 * @param {string} draft  id of one that may not be there: nothing is asked for then, so that no answer is an error
 * @returns {Promise<{saved: string, container: Uint8Array} | undefined>} when it was saved, and what was, opened
 */
export async function kept(draft) {
  const listed = await listedDraft(draft);
  const held = listed && (await api.getBytes(`/drafts/${draft}`));
  return held ? { saved: listed.saved, container: opened(draft, held) } : undefined;
}

/**
 * @param {string} draft
 * @param {{bytes: Uint8Array, version: string}} held  its version is known from now on
 */
function opened(draft, { bytes, version }) {
  versions.set(draft, version);
  return openDraft(owned().identity.seed, decode(draft, ID_BYTES), bytes);
}

export { loadDraft as openKept };

/** @param {{draft: string}} which */
export async function deleteDraft({ draft }) {
  await api.remove(`/drafts/${draft}`);
  versions.delete(draft);
  return {};
}

/** @param {Uint8Array} container */
function digestOf(container) {
  return encode(hash("vault-draft", container));
}

/**
 * @param {string} id
 * @returns {Promise<Listed | undefined>}
 */
async function listedDraft(id) {
  /** @type {{drafts: Listed[]}} */
  const { drafts } = await api.get("/drafts");
  return drafts.find((draft) => draft.id === id);
}

/** @param {string} id  @returns {Promise<string>} */
async function listedVersion(id) {
  const listed = await listedDraft(id);
  return listed ? `"${listed.version}"` : "";
}

/** @param {Listed} listed  @returns {Shown} message: id of the letter that a kept copy is of, "" for none */
function shownListed({ id, case: code, thread, saved, version, kept, message }) {
  return { draft: id, case: code, thread, saved, version, kept, message: message ?? "" };
}
