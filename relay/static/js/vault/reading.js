// Opening what came: for the mediator with a note that it is being read, for a victim without anybody knowing.
import { decode } from "../protocol/b64.js";
import { fingerprint } from "../protocol/identity.js";
import { Refusal } from "../net/refusal.js";
import { JUST_NOW, verifiedCustody, verifiedRoster } from "./chains.js";
import { cardOf, shown } from "./cards.js";
import { shownParts } from "./containers.js";
import { BY_PEOPLE, isEdit } from "../protocol/context.js";
import { verifiedLedger } from "./ledgers.js";
import { owned } from "./owner.js";
import { openBodyOf, receive, requireReleasedTo } from "./received.js";
import { decide } from "./statements.js";

/** @typedef {import("./received.js").Received} Received */
/**
 * @typedef {object} Opened  what a page shows of a message
 * @property {string} message
 * @property {string} case
 * @property {string} thread
 * @property {string} kind
 * @property {string} original
 * @property {string} at  when it was granted to the reader
 * @property {string} lang
 * @property {import("./containers.js").ShownPart[]} parts  hostile: shown as text and pictures, never as markup
 * @property {{party: string, name: string, fingerprint: string}} from
 * @property {{name: string, fingerprint: string}} custody  whose desk it was sealed to
 * @property {boolean} edited
 * @property {number} missing  how many of its author's before it the reader's ledger does not hold
 */

/**
 * @param {{message: string, reading?: boolean}} which
 * @returns {Promise<Opened>}
 * @throws {Refusal} `cannot-open`, `not-granted`, `wrong-author`, 404
 */
export async function openMessage({ message, reading = true }) {
  return openReceived(await receive(message), reading && owned().card.fields.role === "mediator");
}

/**
 * @param {Received} received
 * @param {boolean} [reading]  a mediator's, to be signed the first time
 * @returns {Promise<Opened>}
 * @throws {Refusal} `cannot-open`
 */
export async function openReceived(received, reading = false) {
  const { id: message, head, standing } = received;
  const { case: code, thread, kind, original } = head.context.fields;
  if (owned().card.fields.role === "victim") requireReleasedTo(head, thread);
  const { lang, parts } = await openBodyOf(received);
  if (reading && standing?.known.state === "sealed" && isReviewed(standing.known)) {
    await decide(code, { type: "review", message, to: "reading", until: "" });
  }
  const who = { from: await authorOf(received), custody: await keeperOf(received) };
  const facts = { ...who, edited: isEdit({ kind, original }), missing: missingBefore(received) };
  return { message, case: code, thread, kind, original, at: head.grant.fields.at, lang, parts: shownParts(parts), ...facts };
}

/**
 * @param {{case: string, message: string}} which
 * @returns {Promise<{asides: string[]}>} ids of the words to the mediator alone that came with it, the oldest first
 */
export async function asidesOf({ case: code, message }) {
  const { book } = await verifiedLedger(code);
  const came = [...book.messages].filter(([, { kind, original, state }]) => kind === "aside" && original === message && state !== "withdrawn");
  return { asides: came.map(([id]) => id) };
}

/** @param {Received} received  @returns {number} how many its author counted before it that the staff ledger does not hold (protocol.md §4.5) */
function missingBefore({ id, head, standing }) {
  return standing ? Math.max(0, head.grant.fields.seq - 1 - standing.book.placeOf(id)) : 0;
}

/**
 * Tell whose words these are: of an edit, who wrote what it was made of.
 * @param {Received} received
 * @returns {Promise<{party: string, name: string, fingerprint: string}>}
 */
async function authorOf({ head, standing }) {
  const edited = standing && isEdit(standing.known) ? standing.book.messages.get(standing.known.original) : undefined;
  const { author, thread, kind } = edited ?? head.context.fields;
  const card = (await verifiedRoster(JUST_NOW)).cardOfKey(author);
  const mark = fingerprint(decode(author, 32));
  const isReleased = owned().card.fields.role === "victim" && author !== owned().card.fields.sign;
  if (!card && isReleased) return { party: "offender", name: "", fingerprint: "" }; // a liaison is no victim's to know
  if (!card) return { party: thread, name: await nameOf(thread, author, standing), fingerprint: mark };
  const { role, name } = card.fields;
  const isOffenders = role === "liaison" || BY_PEOPLE.has(kind);
  return { party: role === "officer" ? "office" : isOffenders ? "offender" : "mediator", name, fingerprint: mark };
}

/**
 * @param {string} thread
 * @param {string} author  signing key
 * @param {import("./received.js").Standing | null} standing
 * @returns {Promise<string>} the victim party's name, where it still signs with that key
 */
async function nameOf(thread, author, standing) {
  const party = standing?.book.parties.get(thread);
  return party?.sign === author ? (await cardOf(party.card)).fields.name : "";
}

/** @param {Received} received  @returns {Promise<{name: string, fingerprint: string}>} under whose custody it was sealed */
async function keeperOf({ head, custody }) {
  const roster = await verifiedRoster(JUST_NOW);
  const epochs = Array.from({ length: custody.epoch }, (_, index) => index + 1);
  const epoch = epochs.find((one) => custody.openOf(one)?.keyId === head.context.fields.desk) ?? 0;
  const card = roster.card(custody.holders(epoch)[0] ?? "");
  return card ? { name: card.fields.name, fingerprint: shown(card).fingerprint } : { name: "", fingerprint: "" };
}

/**
 * What others wrote to a mediator is signed as read: not her own words and edits, nor the office's sheet.
 * @param {{kind: string, original: string}} known
 */
function isReviewed({ kind, original }) {
  return kind === "aside" || (BY_PEOPLE.has(kind) && original === "");
}
