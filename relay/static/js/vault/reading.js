// Opening what came: for the mediator with a note that it is being read, for a victim without anybody knowing.
import { encode, decode } from "../protocol/b64.js";
import { fingerprint } from "../protocol/identity.js";
import { Refusal } from "../net/refusal.js";
import { JUST_NOW, verifiedCustody, verifiedRoster } from "./chains.js";
import { cardOf, shown } from "./cards.js";
import { shownParts } from "./containers.js";
import { verifiedLedger } from "./ledgers.js";
import { owned } from "./owner.js";
import { openBodyOf, receive, requireReleasedTo } from "./received.js";
import { decide } from "./statements.js";

/** @typedef {import("./received.js").Received} Received */

/**
 * @param {{message: string, reading?: boolean}} which
 * @returns {Promise<object>} see plan: the parts are hostile
 * @throws {Refusal} `cannot-open`, `not-granted`, `wrong-author`, 404
 */
export async function openMessage({ message, reading = true }) {
  const received = await receive(message);
  const { role } = owned().card.fields;
  const isMediator = role === "mediator";
  if (role === "victim") requireReleasedTo(received.head, received.head.context.fields.thread);
  const known = isMediator ? await knownToLedger(received) : undefined;
  const { lang, parts } = await openBodyOf(received);
  if (reading && known?.state === "sealed" && isReviewed(known)) {
    await decide(received.head.context.fields.case, { type: "review", message, to: "reading", until: "" });
  }
  const { case: code, thread, kind, original } = received.head.context.fields;
  const at = received.head.grant.fields.at;
  const who = { from: await authorOf(received, known?.card ?? ""), custody: await keeperOf(received) };
  const facts = { ...who, edited: isEdit(kind, original), missing: known?.missing ?? 0 };
  return { message, case: code, thread, kind, original, at, lang, parts: shownParts(parts), ...facts };
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

/**
 * Find a message in the verified staff ledger: its author had the right to write it.
 * @param {Received} received
 * @returns {Promise<import("./book.js").BookMessage & {card: string, missing: number}>}  card: its author's, where that is
 *   the victim party; missing: how many the author counted before it that the ledger does not hold (protocol.md §4.5)
 * @throws {Refusal} `wrong-author`
 */
async function knownToLedger({ head, id }) {
  const { case: code } = head.context.fields;
  const { book } = await verifiedLedger(code);
  const known = book.messages.get(id);
  if (known?.seal !== encode(head.seal.digest)) throw new Refusal("wrong-author");
  await requireInstitution(known.author, book);
  const party = book.parties.get(known.thread);
  const missing = Math.max(0, head.grant.fields.seq - 1 - book.placeOf(id));
  return { ...known, card: party?.sign === known.author ? party.card : "", missing };
}

/**
 * A liaison writes for an institution that the case named, whose desk she holds or held (protocol.md §4.2).
 * @param {string} author  signing key
 * @param {import("./book.js").Book} book
 * @throws {Refusal} `wrong-author`
 */
export async function requireInstitution(author, book) {
  const card = (await verifiedRoster(JUST_NOW)).cardOfKey(author);
  if (card?.fields.role !== "liaison") return;
  const chains = await Promise.all([...book.institutions].map((desk) => verifiedCustody(desk)));
  if (!chains.some((custody) => custody.everHeld(encode(card.digest)))) throw new Refusal("wrong-author");
}

/**
 * @param {Received} received
 * @param {string} ownCard  digest of the victim party's card, where she wrote it and the reader is her mediator
 */
async function authorOf({ head }, ownCard) {
  const { author, thread, kind } = head.context.fields;
  const roster = await verifiedRoster(JUST_NOW);
  const card = roster.cardOfKey(author);
  const mark = fingerprint(decode(author, 32));
  const isReleased = owned().card.fields.role === "victim" && author !== owned().card.fields.sign;
  if (!card && isReleased) return { party: "offender", name: "", fingerprint: "" }; // a liaison is no victim's to know
  if (!card) return { party: thread, name: ownCard ? (await cardOf(ownCard)).fields.name : "", fingerprint: mark };
  const { role } = card.fields;
  if (role === "liaison") return { party: "offender", name: card.fields.name, fingerprint: mark };
  const party = role === "officer" ? "office" : kind === "letter" ? "offender" : "mediator";
  return { party, name: card.fields.name, fingerprint: mark };
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
  return kind === "aside" || (["letter", "video", "audio"].includes(kind) && original === "");
}

/**
 * @param {string} kind
 * @param {string} original
 */
function isEdit(kind, original) {
  return original !== "" && ["letter", "video", "audio"].includes(kind);
}
