// What each task of a liaison's was about when it was opened here, in her own sealed memory: the server, which says what a
// number stands for, is held to it, so that no answer, outcome or reply goes to another message or case (R4).
import { Refusal } from "../net/refusal.js";
import { recall, remember } from "./seen.js";

/** @typedef {{message: string, case: string, thread: string}} About */

/** Tasks that are remembered; the oldest go first. */
const MOST = 500;

/**
 * @param {number | string} number
 * @returns {Promise<boolean>}
 */
export async function wasOpened(number) {
  return (await find(number)) !== undefined;
}

/**
 * @param {number | string} number
 * @param {About} told  what the server says it is about now
 * @throws {Refusal} `cannot-open`: it was about something else when it was opened
 */
export async function requireAsOpened(number, told) {
  const opened = await find(number);
  if (!opened) return;
  const [, message, code, thread] = opened;
  if (told.message !== message || told.case !== code || told.thread !== thread) throw new Refusal("cannot-open");
}

/**
 * Remember a task whose message has been verified.
 * @param {number | string} number
 * @param {About} about
 * @param {string} seal  digest, b64
 * @throws {Refusal} `cannot-open`: it had another seal when it was opened before
 */
export async function noteOpened(number, { message, case: code, thread }, seal) {
  const opened = await find(number);
  if (opened && opened[4] !== seal) throw new Refusal("cannot-open");
  await remember((seen) => {
    const tasks = seen.tasks ?? [];
    if (tasks.some(([known]) => known === String(number))) return false;
    seen.tasks = [...tasks, /** @type {import("./seen.js").OpenedTask} */ ([String(number), message, code, thread, seal])].slice(-MOST);
    return true;
  });
}

/** @param {number | string} number */
async function find(number) {
  return ((await recall()).tasks ?? []).find(([known]) => known === String(number));
}
