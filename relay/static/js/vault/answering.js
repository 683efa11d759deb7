// What a mediator wrote to an author about a letter, and the author's answer: agreeing signs exactly the bytes that were
// shown (R4); withdrawing takes one message back, or all of them (protocol.md §5).
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { JUST_NOW, verifiedRoster } from "./chains.js";
import { shownParts } from "./containers.js";
import { verifiedLedger } from "./ledgers.js";
import { openBodyOf, receive } from "./received.js";
import { decide } from "./statements.js";
import { ledgerName } from "./trust.js";

/** @typedef {import("./containers.js").ShownPart} ShownPart */
/** @typedef {import("./correspondence.js").Proposal} Proposal */
/** @typedef {import("./book.js").Decision} Decision */
/** @typedef {import("./received.js").Received} Received */
/** @typedef {{lang: string, parts: ShownPart[], at: string}} Words */
/**
 * @typedef {object} Wrote
 * @property {string} state  of her message, as her own ledger tells it
 * @property {boolean} released  to the other person, it or its edit, whatever became of it since
 * @property {{name: string}} from
 * @property {Words | null} guidance
 * @property {Words | null} original  her own letter, given back to her
 * @property {(Words & {message: string, seal: string, answer: string}) | null} edited  seal: digest of exactly these bytes;
 *   answer: "agree", "disagree" or ""
 */

const NOBODY = Object.freeze({ name: "" });

/**
 * Open what the mediator wrote about a message of hers, as her own verified ledger tells it.
 * @param {{message: string, case: string}} which
 * @returns {Promise<Wrote>} the parts are hostile
 * @throws {Refusal} `cannot-open`, `not-granted`
 */
export async function wrote({ message, case: code }) {
  const book = await ownBook(code);
  const { correspondence, messages } = book;
  const [returned, proposal] = [correspondence.returns.get(message), correspondence.proposals.get(message)];
  const state = stateOf(book, message);
  const released = correspondence.released.has(message) || correspondence.released.has(proposal?.edited ?? "");
  const nothing = { state, released, from: NOBODY, guidance: null, original: null, edited: null };
  if (state === "withdrawn" || (!returned && !proposal)) return nothing;
  const seal = messages.get(message)?.seal;
  return {
    state,
    released,
    from: await nameOf(proposal ?? returned),
    guidance: returned ? await opened(returned.guidance, (found) => isGuidance(found, returned)) : null,
    original: returned ? await opened(message, (found) => isOriginal(found, message, seal)) : null,
    edited: proposal ? await openedEdit(proposal) : null,
  };
}

/** @param {{message: string, case: string, edited: string, seal: string}} answer  seal: of what was shown */
export function agree(answer) {
  return answerWith("agree", answer);
}

/** @param {{message: string, case: string, edited: string, seal: string}} answer */
export function disagree(answer) {
  return answerWith("disagree", answer);
}

/**
 * Take back one message, or all that this party sent in a case.
 * @param {{message?: string, case: string, how?: string}} what  message: "" or left out for all
 * @throws {Refusal} `state-moved`: nothing is left to take back
 */
export async function withdraw({ message = "", case: code, how = "portal" }) {
  await decide(code, { type: "withdraw", message, how });
  return { state: "withdrawn" };
}

/**
 * @param {"agree" | "disagree"} type
 * @param {{message: string, case: string, edited: string, seal: string}} answer
 * @returns {Promise<{state: string}>}
 * @throws {Refusal} `state-moved`: the mediator proposes something else by now
 */
async function answerWith(type, { message, case: code, edited, seal }) {
  const proposal = (await ownBook(code)).correspondence.proposals.get(message);
  const { head } = await receive(edited);
  if (proposal?.edited !== edited || encode(head.seal.digest) !== seal) throw new Refusal("state-moved", { status: 409 });
  await decide(code, { type, message, edited, seal, how: "portal" });
  return { state: `${type}d` };
}

/**
 * @param {import("./book.js").Book} book
 * @param {string} message  hers, or what the mediator carries for her, of which she holds no seal
 */
function stateOf({ correspondence, messages }, message) {
  if (correspondence.withdrawn.has(message)) return "withdrawn";
  if (messages.has(message)) return messages.get(message)?.state ?? "";
  if (correspondence.released.has(message)) return "released";
  const answer = correspondence.proposals.get(message)?.answer;
  return answer ? `${answer.type}d` : "proposed";
}

/** @param {string} code */
async function ownBook(code) {
  const name = await ledgerName(code);
  if (!name) throw new Refusal("not-confirmed");
  return (await verifiedLedger(name)).book;
}

/**
 * @param {string} id
 * @param {(found: Received) => boolean} fits
 * @returns {Promise<Words & {seal: string}>}
 */
async function opened(id, fits) {
  const received = await receive(id);
  if (!fits(received)) throw new Refusal("cannot-open");
  const { lang, parts } = await openBodyOf(received);
  const { head } = received;
  return { lang, parts: shownParts(parts), at: head.grant.fields.at, seal: encode(head.seal.digest) };
}

/** @param {Proposal} proposal */
async function openedEdit(proposal) {
  const { edited, answer } = proposal;
  const words = await opened(edited, (found) => isProposed(found, proposal));
  return { ...words, message: edited, answer: answer?.type ?? "" };
}

/** @param {Received} found @param {Decision} returned */
function isGuidance({ head: { context, statement } }, returned) {
  return context.fields.kind === "guidance" && encode(statement?.digest ?? new Uint8Array()) === returned.digest;
}

/** @param {Received} found @param {string} message @param {string} [seal]  in her own ledger */
function isOriginal({ head }, message, seal) {
  return head.statement?.fields.type === "return" && head.context.fields.id === message && encode(head.seal.digest) === seal;
}

/** @param {Received} found @param {Proposal} proposal */
function isProposed({ head: { context, statement } }, { message, digest }) {
  const { id, original, kind } = context.fields;
  const edits = kind === "relayed" ? id === message : original === message;
  return edits && encode(statement?.digest ?? new Uint8Array()) === digest;
}

/** @param {Decision | undefined} decision */
async function nameOf(decision) {
  const { name = "" } = (await verifiedRoster(JUST_NOW)).cardOfKey(decision?.by)?.fields ?? {};
  return { name };
}
