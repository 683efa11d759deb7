// Inviting: the link, and who came on it; the MAC shows that a card was made with this very link (protocol.md §7).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { readCard } from "../protocol/card.js";
import { CannotOpen } from "../protocol/errors.js";
import { checkMac, makeInvitation } from "../protocol/invitation.js";
import { sodium } from "../protocol/sodium.js";
import { shown } from "./cards.js";
import { verifiedLedger } from "./ledgers.js";
import { owned } from "./owner.js";
import { idFor, isFor } from "./purpose.js";
import { fromWire } from "./wire.js";

/** @typedef {import("../protocol/card.js").Card} Card */
/**
 * @typedef {object} Listed
 * @property {string} id
 * @property {string} role
 * @property {string} [case]
 * @property {string} [party]
 * @property {string} [desk]
 * @property {string} lang
 * @property {string} expires
 * @property {string} state
 * @property {boolean} extra_card
 * @property {string} [card]
 * @property {string} [card_signature]
 * @property {string} [mac]
 */

const PARTIES = 999;

/**
 * @param {{role: string, case?: string, party?: string, desk?: string, lang: string}} whom
 * @returns {Promise<{id: string, link: string, expires: string}>}
 */
export async function invite({ role, case: code, party, desk, lang }) {
  const { identity, instance } = owned();
  const thread = role === "victim" ? (party ?? (await freeParty(code ?? ""))) : undefined;
  const purpose = idFor(identity.seed, { role, case: code, party: thread, desk });
  const { id, fragment } = makeInvitation(identity.seed, instance, purpose);
  const { expires } = await api.post("/invitations", { id, role, lang, case: code, party: thread, desk }, { again: true });
  return { id, link: linkOf(fragment, lang), expires };
}

/**
 * The same link again: its secret follows from the inviter's seed.
 * @param {{id: string}} which
 * @returns {Promise<{link: string}>}
 */
export async function invitationLink({ id }) {
  const { identity, instance } = owned();
  const { lang } = await find(id);
  return { link: linkOf(makeInvitation(identity.seed, instance, id).fragment, lang) };
}

/** @param {{before?: string}} page */
export async function invitations({ before }) {
  const answer = await api.get(before ? `/invitations?before=${encodeURIComponent(before)}` : "/invitations");
  return { invitations: answer.invitations.map(asShown), next: answer.next ?? undefined };
}

/** @param {{id: string}} which */
export async function cancelInvitation({ id }) {
  await api.remove(`/invitations/${id}`);
  return {};
}

/**
 * @param {string} id
 * @returns {Promise<Listed>}
 * @throws {Refusal} 404
 */
export async function find(id) {
  for (let before = ""; ; ) {
    const answer = await api.get(before ? `/invitations?before=${encodeURIComponent(before)}` : "/invitations");
    const found = answer.invitations.find((/** @type {Listed} */ one) => one.id === id);
    if (found) return found;
    if (!answer.next) throw new Refusal("not-found", { status: 404 });
    before = answer.next;
  }
}

/** @param {Listed} listed */
function asShown(listed) {
  const { id, role, case: code, party, desk, lang, expires, state, extra_card: extraCard } = listed;
  const card = genuineCard(listed);
  const who = card ? shown(card) : { name: "", fingerprint: "" };
  return { id, role, case: code, party, desk, lang, expires, state, extraCard, ...who, genuine: card !== null };
}

/**
 * @param {Listed} listed
 * @returns {Card | null} null: none yet, one that was not made with this link, or a link that was for something else
 */
export function genuineCard(listed) {
  const { id, role, card: written, card_signature: signature, mac } = listed;
  const { identity, instance } = owned();
  if (!written || !signature || !mac) return null;
  try {
    if (!isFor(identity.seed, id, listed)) return null;
    const card = readCard(fromWire(written, signature));
    const made = checkMac(makeInvitation(identity.seed, instance, id), card.bytes, mac);
    return made && card.fields.role === role ? card : null;
  } catch (error) {
    if (error instanceof CannotOpen) return null;
    throw error;
  }
}

/**
 * @param {string} fragment
 * @param {string} lang
 */
function linkOf(fragment, lang) {
  return `${self.location.origin}/${lang}/join#${fragment}`;
}

/**
 * Draw a number for a victim party that the case has not used: it counts nothing (protocol.md §1).
 * @param {string} code
 */
async function freeParty(code) {
  const { book } = await verifiedLedger(code);
  for (;;) {
    const party = `victim-${1 + sodium.randombytes_uniform(PARTIES)}`;
    if (!book.parties.has(party)) return party;
  }
}
