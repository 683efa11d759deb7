// Letting somebody back in whose keys are lost: a new invitation to the same party, and what was hers granted again to her
// newer card (protocol.md §4.5, §5 `party`).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { cardOf, shown } from "./cards.js";
import { invite } from "./invitations.js";
import { boundAt, releasesTo, standingOf, writtenAbout } from "./grantable.js";
import { verifiedLedger } from "./ledgers.js";
import { MODEL_OF } from "./prospect.js";
import { receive } from "./received.js";
import { addressOf, grantTo } from "./reviewing.js";
import { post, sign } from "./statements.js";

/** @typedef {import("./ledgers.js").Entry} Entry */
/** @typedef {import("./book.js").Book} Book */
/** @typedef {{[field: string]: any}} Fields */

/**
 * What waits to be granted again: how much, to whose card and key, and who signed that it is this party's.
 * @typedef {{waiting: number, name: string, card: string, fingerprint: string, by: string}} Again
 */
/** @typedef {{statement: import("../protocol/statement.js").Statement, grants: import("../protocol/grant.js").Grant[]}} Signed */

/** Messages that a decision grants. @type {Record<string, (decision: Fields) => string[]>} */
const GRANTED = {
  release: ({ message }) => [message],
  return: ({ guidance, message }) => [guidance, message],
  propose: ({ edited }) => [edited],
};

/**
 * Say what somebody loses by a new card, and how many messages can be granted to it again: released, or returned and
 * proposed.
 * @param {{case: string, party: string}} whom
 * @returns {Promise<{lost: string[], regrantable: number, returned: number}>} lost: always `drafts`, `kept`, `choices`
 */
export async function lossBeforeReinvite({ case: code, party }) {
  const { entries, book } = await verifiedLedger(code);
  const passedOn = releasesTo(entries, book, party);
  return { lost: ["drafts", "kept", "choices"], regrantable: passedOn.length, returned: writtenAbout(book, party).length };
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
 * @returns {Promise<Again>}
 */
export async function regrantable({ case: code, party }) {
  const { entries, book } = await verifiedLedger(code);
  const { card, by } = book.parties.get(party) ?? { card: "", by: "" };
  const { name, fingerprint } = card ? shown(await cardOf(card)) : { name: "", fingerprint: "" };
  const signer = book.sources.roster.cardOfKey(by)?.fields.name ?? "";
  return { waiting: (await waiting(entries, book, party)).length, name, card, fingerprint, by: signer };
}

/**
 * Grant to a party's newer card, in one step, what was released, returned and proposed to its earlier one (R3 holds for each);
 * of the offender, to the institution's newer key what nobody there can open any more.
 * @param {{case: string, party: string, card?: string}} whom  card: the one that the mediator was shown, of a victim
 * @returns {Promise<{granted: number, left: number}>} left: what only an earlier mediator's key opens
 * @throws {Refusal} `desk-closed`, `consent-missing`: she agrees to receive no longer; `state-moved`: it is another
 *   card by now
 */
export async function regrant({ case: code, party, card = "" }) {
  const { entries, book } = await verifiedLedger(code);
  if (book.parties.get(party)?.card !== card) throw new Refusal("state-moved", { status: 409 });
  const { box } = await addressOf(party, book);
  if (!box) throw new Refusal("desk-closed", { status: 422 });
  const wanted = await waiting(entries, book, party);
  const made = await Promise.all(wanted.map((decisions) => again(decisions, book, party, box)));
  const whole = made.filter((one) => one !== null);
  const statements = whole.flat().map(({ statement }) => statement);
  const grants = whole.flat().flatMap((one) => one.grants);
  if (statements.length > 0) await post(statements, grants);
  return { granted: whole.length, left: made.length - whole.length };
}

/**
 * @param {Fields[]} decisions  about one message, in the ledger's order
 * @param {Book} book
 * @param {string} party
 * @param {Uint8Array} box
 * @returns {Promise<Signed[] | null>} null where one rests on a key that this mediator never had
 */
async function again(decisions, book, party, box) {
  const opened = await Promise.all(decisions.map((decision) => opens(GRANTED[decision.type]?.(decision) ?? [])));
  const whole = opened.filter((one) => one !== null);
  if (whole.length < decisions.length) return null;
  return decisions.map((decision, index) => signed(decision, whole[index] ?? [], book, party, box));
}

/**
 * @param {Fields} decision
 * @param {import("./received.js").Received[]} opened  what it grants
 * @param {Book} book
 * @param {string} party
 * @param {Uint8Array} box
 * @returns {Signed} the same decision, to that key
 * @throws {Refusal} `consent-missing`
 */
function signed({ type, case: code, message, guidance, edited }, opened, book, party, box) {
  const grants = opened.map((received) => grantTo(box, received));
  const names = grants.map(({ digest }) => encode(digest));
  /** @type {Record<string, () => Fields>} */
  const own = {
    release: () => ({ to: party, consent: consentTo(book, party, message) }),
    return: () => ({ guidance }),
    propose: () => ({ edited }),
  };
  return { statement: sign(code, { type, message, ...own[type]?.(), grants: names }), grants };
}

/** @param {Book} book @param {string} party @param {string} message  @returns {string} digest */
function consentTo(book, party, message) {
  const consent = book.consentOf(party, MODEL_OF[book.messages.get(message)?.kind ?? ""] ?? "", "receive");
  if (!consent?.given) throw new Refusal("consent-missing", { status: 422 });
  return consent.digest;
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
 * @returns {Promise<Fields[][]>} by message, decisions of before the party's newest card, that stand
 */
async function waiting(entries, book, party) {
  const released = releasesTo(entries, book, party).map((decision) => [decision]);
  if (party === "offender") {
    const asked = await askedAgain();
    return released.filter(([decision]) => asked.has(decision?.message));
  }
  const since = boundAt(entries, party);
  const written = writtenAbout(book, party).map((message) => standingOf(entries, book, message));
  return [...released, ...written].filter((decisions) => decisions.some(({ position }) => position < since));
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
