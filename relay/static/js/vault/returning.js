// Between a mediator and an author: a letter returned with guidance, an edit proposed beside the original (protocol.md §5).
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { packLetter, packShown, shownParts } from "./containers.js";
import { openBodyOf, receive, requireStanding } from "./received.js";
import { addressOf, grantTo, reviews, sourceOf } from "./reviewing.js";
import { sendSealed } from "./sealing.js";
import { post, sign } from "./statements.js";

/** @typedef {import("./received.js").Received} Received */
/** @typedef {import("../protocol/statement.js").Statement} Statement */
/** @typedef {import("../protocol/grant.js").Grant} Grant */
/** @typedef {{statements: Statement[], grants: Grant[]}} Decisions */
/** @typedef {{received: Received, code: string, thread: string, author: string, box: Uint8Array, before: Statement[]}} Asked */
/** @typedef {{text?: string, alt?: string, out?: boolean}} Change  of one part as it was shown; out: a picture is left out */

/** Only what is being read goes back to its author; an approval is taken back with that. */
const READ_FIRST = new Set(["sealed", "approved"]);
/** Accepted, and not yet named by a decision: asked again, the same is named. @type {Map<string, string>} */
const unnamed = new Map();

/**
 * Give a letter back to its author with the mediator's words: a victim may start her next draft from it.
 * @param {{message: string, text: string, lang: string}} words
 * @returns {Promise<{state: "returned"}>}
 * @throws {Refusal} `empty`, `desk-closed`, `in-person`, `state-moved`
 */
export async function returnLetter({ message, text, lang }) {
  const asked = await askable(message);
  const { statements, grants } = await returned(asked, { text, lang });
  await post([...asked.before, ...statements], grants);
  unnamed.clear();
  return { state: "returned" };
}

/**
 * Propose an edit to its author. With words, the original goes back with them in the same step, so that both are seen: a
 * victim is never asked without them.
 * @param {{message: string, parts: Change[], added?: string, words?: string, lang: string}} edit  parts: one for each that
 *   was shown; added: words for a letter that has only pictures; lang: of the words that go with it
 * @returns {Promise<{message: string, state: "proposed"}>} message: the edit's id
 * @throws {Refusal} `empty`, `desk-closed`, `in-person`, `state-moved`
 */
export async function propose({ message, parts, added = "", words = "", lang }) {
  const asked = await askable(message);
  if (asked.author !== "offender" && !words.trim()) throw new Refusal("empty");
  const { kind } = asked.received.head.context.fields;
  const { lang: spoken, parts: own } = await openBodyOf(asked.received);
  const container = packShown({ lang: spoken, parts: edited(shownParts(own), parts, added) });
  const { statements, grants } = words.trim() ? await returned(asked, { text: words, lang }) : { statements: [], grants: [] };
  const edit = await sent({ kind, original: message, ...placeOf(asked), container });
  const grant = grantTo(asked.box, await receive(edit));
  const proposal = sign(asked.code, { type: "propose", message, edited: edit, grants: [encode(grant.digest)] });
  await post([...asked.before, ...statements, proposal], [...grants, grant]);
  unnamed.clear();
  return { message: edit, state: "proposed" };
}

/**
 * @param {import("./containers.js").ShownPart[]} shown
 * @param {Change[]} changes
 * @param {string} [added]  words before them all, where there were none
 * @returns {import("./containers.js").ShownPart[]} every picture that stays, byte for byte as it was
 */
export function edited(shown, changes, added = "") {
  if (shown.length !== changes.length) throw new Refusal("state-moved", { status: 409 });
  const kept = shown.flatMap((part, place) => changed(part, changes[place] ?? {}));
  return added.trim() ? [{ type: "text/plain", text: added }, ...kept] : kept;
}

/**
 * @param {import("./containers.js").ShownPart} part
 * @param {Change} change
 * @returns {import("./containers.js").ShownPart[]} none for a picture that is left out
 */
function changed(part, { text, alt, out = false }) {
  if ("text" in part) return [{ ...part, text: text ?? part.text }];
  return out ? [] : [{ ...part, alt: alt ?? part.alt }];
}

/**
 * @param {string} message
 * @returns {Promise<Asked>}
 */
async function askable(message) {
  const received = await receive(message);
  const { book, known } = requireStanding(received);
  const author = known.original ? "" : sourceOf(known);
  if (!author) throw new Refusal("not-releasable");
  const { delivery, box } = await addressOf(author, book);
  if (!box) throw new Refusal(delivery === "in-person" ? "in-person" : "desk-closed", { status: 422 });
  const { case: code, thread } = received.head.context.fields;
  const before = reviews(code, message, READ_FIRST.has(known.state) ? ["reading"] : []);
  return { received, code, thread, author, box, before };
}

/**
 * @param {Asked} asked
 * @param {{text: string, lang: string}} words
 * @returns {Promise<Decisions>} the guidance to its author, and to a victim what she wrote
 */
async function returned(asked, words) {
  const { received, code, author, box } = asked;
  const guidance = await sent({ kind: "guidance", ...placeOf(asked), container: packLetter(words) });
  const grants = [grantTo(box, await receive(guidance)), ...(author === "offender" ? [] : [grantTo(box, received)])];
  const names = grants.map(({ digest }) => encode(digest));
  return { statements: [sign(code, { type: "return", message: received.id, guidance, grants: names })], grants };
}

/** @param {Asked} asked */
function placeOf({ code, thread }) {
  return { case: code, thread, desk: `case/${code}` };
}

/**
 * Send; where the decision about it did not arrive, the same message is named again.
 * @param {import("./sealing.js").Outgoing} outgoing
 */
async function sent(outgoing) {
  const { kind, case: code, thread, original = "", container } = outgoing;
  const name = [kind, code, thread, original, encode(container)].join(" ");
  const id = unnamed.get(name) ?? (await sendSealed(outgoing));
  unnamed.set(name, id);
  return id;
}
