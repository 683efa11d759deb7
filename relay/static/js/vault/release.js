// The mediator's decision that a message may go to the other party: one grant, one statement (R3; protocol.md §4.5, §5).
import { Refusal } from "../net/refusal.js";
import { decode, encode } from "../protocol/b64.js";
import { makeGrant } from "../protocol/grant.js";
import { cardOf } from "./cards.js";
import { JUST_NOW, verifiedCustody, verifiedRoster } from "./chains.js";
import { shownParts } from "./containers.js";
import { verifiedLedger } from "./ledgers.js";
import { now } from "./moments.js";
import { owned } from "./owner.js";
import { requireInstitution } from "./reading.js";
import { fileKeyOf, openBodyOf, receive } from "./received.js";
import { post, sign } from "./statements.js";

/** @typedef {import("./received.js").Received} Received */
/** @typedef {import("./book.js").Book} Book */
/** @typedef {import("./book.js").BookMessage} BookMessage */
/**
 * @typedef {object} Prospect
 * @property {string} to
 * @property {string} from
 * @property {import("./book.js").Decision | null} consent  the recipient's newest on receiving this kind
 * @property {"portal" | "institution" | "in-person"} delivery
 * @property {string} institution  its desk's code
 * @property {Uint8Array | null} box  what the grant is sealed to; null where the mediator delivers in person
 * @property {string[]} problems
 */

const RELEASABLE = new Set(["letter", "video", "audio", "relayed"]);
/** @type {Record<string, string>} which model of consent a kind needs */
const MODEL_OF = { letter: "letters", video: "video", audio: "video", relayed: "relayed" };

/**
 * Show exactly what the other side would get, and what stands in the way.
 * @param {{message: string}} which
 * @returns {Promise<object>} see plan
 */
export async function previewRelease({ message }) {
  const received = await receive(message);
  const { book, known } = await fromLedger(received);
  const { box: _box, ...prospect } = await prospectOf(received, book, known);
  const { lang, parts } = await openBodyOf(received);
  const { case: code } = received.head.context.fields;
  return { message, case: code, ...prospect, lang, parts: shownParts(parts), state: known.state };
}

/**
 * Release, resting on the consent that was shown.
 * @param {{message: string, consent: string}} decision  consent: digest
 * @returns {Promise<{state: "released"}>}
 * @throws {Refusal} `consent-missing`, `not-prepared`, `desk-closed`, `state-moved`, …
 */
export async function release({ message, consent }) {
  const received = await receive(message);
  const { book, known } = await fromLedger(received);
  const prospect = await prospectOf(received, book, known);
  if (prospect.consent?.digest !== consent) throw new Refusal("consent-missing", { status: 422 });
  const [problem] = prospect.problems;
  if (problem) throw new Refusal(problem, { status: 422 });
  await openBodyOf(received); // nothing is granted on that does not open whole
  const { case: code } = received.head.context.fields;
  const grants = prospect.box ? [grantTo(prospect.box, received)] : [];
  const names = grants.map((grant) => encode(grant.digest));
  const decision = sign(code, { type: "release", message, to: prospect.to, consent, grants: names });
  await post([...reviewsBefore(code, message, known.state), decision], grants);
  return { state: "released" };
}

/** @param {Received} received */
async function fromLedger({ head, id }) {
  const { book } = await verifiedLedger(head.context.fields.case);
  const known = book.messages.get(id);
  if (known?.seal !== encode(head.seal.digest)) throw new Refusal("wrong-author");
  await requireInstitution(known.author, book);
  return { book, known };
}

/**
 * @param {Received} received
 * @param {Book} book
 * @param {BookMessage} known
 * @returns {Promise<Prospect>}
 */
async function prospectOf({ head }, book, known) {
  const { author, thread, kind } = head.context.fields;
  const fromVictim = (await verifiedRoster(JUST_NOW)).cardOfKey(author) === undefined; // her card may be a newer one by now
  const [from, to] = fromVictim ? [thread, "offender"] : ["offender", thread];
  const address = await addressOf(to, book);
  const model = MODEL_OF[kind] ?? "";
  const consent = book.consentOf(to, model, "receive");
  const problems = [
    [!RELEASABLE.has(kind), "not-releasable"],
    [known.state === "withdrawn" || known.state === "released", "state-moved"],
    [!consent?.given, "consent-missing"],
    [!book.consentOf(from, model, "send")?.given, "sender-consent-missing"],
    [!book.prepared.has(from) || !book.prepared.has(to), "not-prepared"],
    [address.delivery !== "in-person" && !address.box, "desk-closed"],
  ];
  return { to, from, consent, ...address, problems: problems.filter(([is]) => is).map(([, code]) => String(code)) };
}

/**
 * @param {string} to
 * @param {Book} book
 * @returns {Promise<Pick<Prospect, "delivery" | "institution" | "box">>}
 */
async function addressOf(to, book) {
  const party = book.parties.get(to);
  if (to !== "offender") {
    const card = party?.card ? await cardOf(party.card) : null;
    return { delivery: "portal", institution: "", box: card ? decode(card.fields.box) : null };
  }
  if (!party?.desk) return { delivery: "in-person", institution: "", box: null };
  const [roster, custody] = [await verifiedRoster(), await verifiedCustody(party.desk)];
  const box = custody.sealable(roster) ? (custody.current?.box ?? null) : null;
  return { delivery: "institution", institution: party.desk.replace("institution/", ""), box };
}

/**
 * @param {Uint8Array} box
 * @param {Received} received
 */
function grantTo(box, received) {
  const h = received.head.context.h;
  return makeGrant(owned().identity, { h, fileKey: fileKeyOf(received), to: box, seq: 0, at: now() });
}

/**
 * @param {string} code
 * @param {string} message
 * @param {string} state
 */
function reviewsBefore(code, message, state) {
  const missing = state === "sealed" ? ["reading", "approved"] : state === "approved" ? [] : ["approved"];
  return missing.map((to) => sign(code, { type: "review", message, to, until: "" }));
}
