// The liaison's counter: one numbered task at a time (design.md §2, §4).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { verifiedRoster } from "./chains.js";
import { packLetter, shownParts } from "./containers.js";
import { noteOpened, requireAsOpened, wasOpened } from "./opened_tasks.js";
import { openBodyOf, receive, requireReleasedTo } from "./received.js";
import { sendSealed } from "./sealing.js";
import { decide } from "./statements.js";
import { mediatorOf, meetFirst } from "./trust.js";

/** @typedef {{task: number, message: string, case: string, thread: string, state: string, about: string, lang?: string}} Task */
/** @typedef {import("./containers.js").Part} Part */

/** Guidance and edits for the person in the institution come on paper too. */
const OF_THE_MEDIATOR = new Set(["return", "propose"]);

/**
 * Pull the oldest waiting task; that is recorded before it can be opened.
 * @returns {Promise<{task: number | null, message?: string, case?: string}>}
 */
export async function pullTask() {
  const pulled = await api.post("/tasks", {}, { again: true });
  if (pulled.task === null) return { task: null };
  const { task: number, message, case: code } = pulled;
  await decide(code, { type: "handled", message, outcome: "pulled", how: "none" });
  return { task: number, message, case: code };
}

/**
 * Ask what a task is about.
 * @param {{task: number | string}} which
 * @returns {Promise<Task>}
 * @throws {Refusal} `cannot-open`: it was about something else when it was opened here
 */
export async function task({ task: number }) {
  const told = await api.get(`/tasks/${encodeURIComponent(number)}`);
  await requireAsOpened(number, told);
  return told;
}

/**
 * Open a pulled task for printing.
 * @param {{task: number | string}} which
 * @throws {Refusal} `recalled`: it was withdrawn and is to be got back, not printed
 */
export async function openTask({ task: number }) {
  const received = await receiveTask(number);
  const { lang, parts } = await openBodyOf(received);
  const { kind } = received.head.context.fields;
  return { task: number, message: received.id, kind, lang, parts: shownParts(parts) };
}

/**
 * Record what the person said to an edit that was printed and shown to them: to exactly these bytes (R4).
 * @param {{task: number | string, answer: "agree" | "disagree", how: string}} said  how: `spoken` or `written`
 * @returns {Promise<{state: string}>}
 */
export async function agreeOnPaper({ task: number, answer, how }) {
  const { head, id } = await receiveTask(number);
  const { original, case: code } = head.context.fields;
  if (head.statement?.fields.type !== "propose") throw new Refusal("state-moved", { status: 409 });
  const asked = { message: original || id, edited: id, seal: encode(head.seal.digest) };
  await decide(code, { type: answer, ...asked, how });
  return { state: `${answer}d` };
}

/**
 * @param {number | string} number
 * @returns {Promise<import("./received.js").Received>} verified, what this task is about, and remembered as that
 */
async function receiveTask(number) {
  const told = await task({ task: number });
  if (told.state === "recalling" || told.state === "recalled") throw new Refusal("recalled", { status: 409 });
  const received = await receive(told.message);
  const { context, statement, seal } = received.head;
  if (!OF_THE_MEDIATOR.has(statement?.fields.type ?? "")) requireReleasedTo(received.head, "offender");
  if (context.fields.case !== told.case || context.fields.thread !== told.thread) throw new Refusal("cannot-open");
  await noteOpened(number, told, encode(seal.digest));
  return received;
}

/**
 * Record what happened; a mediator who delivers in person names the message itself.
 * @param {{task?: number | string, message?: string, outcome: string, how?: string}} what
 * @returns {Promise<{state: string}>}
 */
export async function handled({ task: number, message, outcome, how = "none" }) {
  const about = number !== undefined ? await task({ task: number }) : { message: message ?? "", case: await caseOf(message) };
  await decide(about.case, { type: "handled", message: about.message, outcome, how });
  return { state: outcome };
}

/**
 * Find who a reply would be sealed to; `changed`: it is another than released the letter, or was confirmed since.
 * @param {{task: number | string}} which
 * @returns {Promise<{case: string, mediator: import("./trust.js").Person | null, changed: boolean}>}
 */
export async function prepareReply({ task: number }) {
  const { case: code, message } = await answerable(number);
  await meetFirst(code, () => whoReleased(message));
  return { case: code, ...(await mediatorOf(code)) };
}

/**
 * Seal a reply to the mediator of the task's case.
 * @param {{task: number | string, images?: Part[], text?: string, lang: string}} reply
 * @returns {Promise<{message: string}>} it cannot be opened here again
 * @throws {Refusal} `mediator-changed`, `desk-closed`
 */
export async function reply({ task: number, images = [], text = "", lang }) {
  const { case: code, thread, task: own, message } = await answerable(number);
  await meetFirst(code, () => whoReleased(message));
  const container = packLetter({ text, images, lang });
  const desk = `case/${code}`;
  return { message: await sendSealed({ kind: "letter", case: code, thread, desk, container, with: { task: own } }) };
}

/**
 * @param {number | string} number
 * @returns {Promise<Task>} its case and thread are those of the message that was opened, now if not before
 */
async function answerable(number) {
  if (!(await wasOpened(number))) await receiveTask(number);
  return task({ task: number });
}

/** @param {string} message  @returns {Promise<string | undefined>} card of who released it (digest) */
async function whoReleased(message) {
  const { statement } = (await receive(message)).head;
  const card = (await verifiedRoster()).cardOfKey(statement?.fields.by ?? "");
  return card && encode(card.digest);
}

/** @param {string} [message] */
async function caseOf(message = "") {
  return (await receive(message)).head.context.fields.case;
}
