// Letting somebody back in whose keys are lost: a new invitation to the same party, and what was hers granted again to her
// newer card (protocol.md §4.5, §5 `party`).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { cardOf } from "./cards.js";
import { invite } from "./invitations.js";
import { verifiedLedger } from "./ledgers.js";
import { MODEL_OF } from "./prospect.js";
import { receive } from "./received.js";
import { addressOf, grantTo } from "./reviewing.js";
import { post, sign } from "./statements.js";

/** @typedef {import("./ledgers.js").Entry} Entry */
/** @typedef {import("./book.js").Book} Book */
/** @typedef {{[field: string]: any}} Fields */

/**
 * Say what somebody loses by a new card, and what can be granted to it again.
 * @param {{case: string, party: string}} whom
 * @returns {Promise<{lost: string[], regrantable: number, returned: number}>} lost: always `drafts`, `kept`, `choices`
 */
export async function lossBeforeReinvite({ case: code, party }) {
  const { entries, book } = await verifiedLedger(code);
  const passedOn = [...releasesTo(entries, party).values()].filter(({ message }) => stands(book, message));
  const returned = [...returnsTo(book, party)];
  return { lost: ["drafts", "kept", "choices"], regrantable: passedOn.length, returned: returned.length };
}

/**
 * Invite the same party again; until its new card is signed for, the earlier one stays hers.
 * @param {{case: string, party: string, lang: string}} whom
 * @returns {Promise<{id: string, link: string, expires: string}>}
 */
export function reinvite({ case: code, party, lang }) {
  return invite({ role: "victim", case: code, party, lang });
}

/**
 * Tell what waits to be granted to a party's newer card.
 * @param {{case: string, party: string}} whom
 * @returns {Promise<{waiting: number, name: string}>} name: on that card
 */
export async function regrantable({ case: code, party }) {
  const { entries, book } = await verifiedLedger(code);
  const card = book.parties.get(party)?.card ?? "";
  const name = card ? (await cardOf(card)).fields.name : "";
  return { waiting: (await waiting(entries, book, party)).length, name };
}

/**
 * Grant to a party's newer card, in one step, what was released and returned to its earlier one (R3 holds for each); of the
 * offender, to the institution's newer key what nobody there can open any more.
 * @param {{case: string, party: string}} whom
 * @returns {Promise<{granted: number, left: number}>} left: what only an earlier mediator's key opens
 * @throws {Refusal} `desk-closed`, `consent-missing`: she agrees to receive no longer
 */
export async function regrant({ case: code, party }) {
  const { entries, book } = await verifiedLedger(code);
  const { box } = await addressOf(party, book);
  if (!box) throw new Refusal("desk-closed", { status: 422 });
  const wanted = await waiting(entries, book, party);
  const made = await Promise.all(wanted.map((decision) => again(decision, book, party, box)));
  const whole = made.filter((one) => one !== null);
  const [statements, grants] = [whole.map(({ statement }) => statement), whole.flatMap((one) => one.grants)];
  if (statements.length > 0) await post(statements, grants);
  return { granted: whole.length, left: made.length - whole.length };
}

/**
 * @param {Fields} decision  the newest `release` or `return` of a message
 * @param {Book} book
 * @param {string} party
 * @param {Uint8Array} box
 */
async function again({ type, case: code, message, guidance }, book, party, box) {
  const opened = await opens(type === "return" ? [guidance, message] : [message]);
  if (!opened) return null;
  const grants = opened.map((received) => grantTo(box, received));
  const names = grants.map(({ digest }) => encode(digest));
  if (type === "return") return { statement: sign(code, { type, message, guidance, grants: names }), grants };
  const consent = book.consentOf(party, MODEL_OF[book.messages.get(message)?.kind ?? ""] ?? "", "receive");
  if (!consent?.given) throw new Refusal("consent-missing", { status: 422 });
  return { statement: sign(code, { type, message, to: party, consent: consent.digest, grants: names }), grants };
}

/**
 * @param {string[]} messages
 * @returns {Promise<import("./received.js").Received[] | null>} null where one was sealed to a key that this mediator never had
 */
async function opens(messages) {
  try {
    return await Promise.all(messages.map((message) => receive(message)));
  } catch (error) {
    if (error instanceof Refusal && (error.status === 404 || error.code === "not-granted")) return null;
    throw error;
  }
}

/**
 * @param {Entry[]} entries
 * @param {Book} book
 * @param {string} party
 * @returns {Promise<Fields[]>} decisions of before the party's newest card, that stand
 */
async function waiting(entries, book, party) {
  const since = boundAt(entries, party);
  const released = [...releasesTo(entries, party).values()].filter(({ message }) => stands(book, message));
  if (party === "offender") {
    const asked = await askedAgain();
    return released.filter(({ message }) => asked.has(message));
  }
  const returned = [...returnsTo(book, party)].map((message) => newestReturn(entries, message));
  return [...released, ...returned].filter(({ position }) => position < since);
}

/**
 * Ask which messages the server wants released again; whether one of them was released there is the ledger's to say.
 * @returns {Promise<Set<string>>}
 */
async function askedAgain() {
  const found = new Set();
  for (let next = "/tray"; next !== ""; ) {
    /** @type {{items: {message: string, state: string}[], next?: string}} */
    const page = await api.get(next);
    for (const { message, state } of page.items) if (state === "released") found.add(message);
    next = page.next ? `/tray?before=${page.next}` : "";
  }
  return found;
}

/**
 * @param {Entry[]} entries
 * @param {string} party
 * @returns {number} position at which the present card took the place of an earlier one; 0 where it is the first
 */
function boundAt(entries, party) {
  let [card, since, first] = ["", 0, true];
  for (const { position, fields } of entries) {
    if (fields.type !== "party" || fields.party !== party || fields.card === "" || fields.card === card) continue;
    [card, since, first] = [fields.card, first ? 0 : position, false];
  }
  return since;
}

/**
 * @param {Entry[]} entries
 * @param {string} party
 * @returns {Map<string, Fields>} newest release by message
 */
function releasesTo(entries, party) {
  const granted = (/** @type {Fields} */ fields) => party === "offender" || fields.grants.length > 0;
  const given = entries.filter(({ fields }) => fields.type === "release" && fields.to === party && granted(fields));
  return new Map(given.map(({ position, fields }) => [fields.message, { ...fields, position }]));
}

/**
 * @param {Book} book
 * @param {string} party
 * @returns {string[]} messages of hers that lie returned
 */
function returnsTo(book, party) {
  const own = (/** @type {string} */ id) => {
    const known = book.messages.get(id);
    return known?.state === "returned" && known.thread === party && !book.sources.roster.cardOfKey(known.author);
  };
  return [...book.correspondence.returns.keys()].filter(own);
}

/**
 * @param {Entry[]} entries
 * @param {string} message
 * @returns {Fields}
 */
function newestReturn(entries, message) {
  const found = entries.findLast(({ fields }) => fields.type === "return" && fields.message === message);
  return { ...found?.fields, position: found?.position ?? 0 };
}

/** @param {Book} book @param {string} message */
function stands(book, message) {
  return book.messages.get(message)?.state === "released";
}
