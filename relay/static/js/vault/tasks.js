// The liaison's counter: one numbered task at a time (design.md §2, §4).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { packLetter } from "./containers.js";
import { shownParts } from "./containers.js";
import { openBodyOf, receive, requireReleasedTo } from "./received.js";
import { sendSealed } from "./sealing.js";
import { decide } from "./statements.js";

/** @typedef {{task: number, message: string, case: string, thread: string, state: string, lang?: string}} Task */
/** @typedef {import("./containers.js").Part} Part */

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

/** @param {{task: number | string}} which  @returns {Promise<Task>} */
export function task({ task: number }) {
  return api.get(`/tasks/${encodeURIComponent(number)}`);
}

/**
 * Open a pulled task for printing.
 * @param {{task: number | string}} which
 */
export async function openTask({ task: number }) {
  const { message, case: code, thread } = await task({ task: number });
  const received = await receive(message);
  requireReleasedTo(received.head, "offender");
  const { context } = received.head;
  if (context.fields.case !== code || context.fields.thread !== thread) throw new Refusal("cannot-open");
  const { lang, parts } = await openBodyOf(received);
  return { task: number, message, kind: received.head.context.fields.kind, lang, parts: shownParts(parts) };
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
 * Seal a reply to the mediator of the task's case.
 * @param {{task: number | string, images?: Part[], text?: string, lang: string}} reply
 * @returns {Promise<{message: string}>} it cannot be opened here again
 */
export async function reply({ task: number, images = [], text = "", lang }) {
  const { case: code, thread, task: own } = await task({ task: number });
  const container = packLetter({ text, images, lang });
  const desk = `case/${code}`;
  return { message: await sendSealed({ kind: "letter", case: code, thread, desk, container, with: { task: own } }) };
}

/** @param {string} [message] */
async function caseOf(message = "") {
  return (await receive(message)).head.context.fields.case;
}

/** @param {{before?: string}} page  @returns {Promise<object>} */
export function tray({ before }) {
  return api.get(before ? `/tray?before=${encodeURIComponent(before)}` : "/tray");
}
