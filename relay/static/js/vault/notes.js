// What a mediator keeps for herself: notes, sealed to her case's desk, and the names she watches for, in her own memory.
import { Refusal } from "../net/refusal.js";
import { utf8 } from "../protocol/notation.js";
import { packLetter, shownParts } from "./containers.js";
import { verifiedLedger } from "./ledgers.js";
import { openBodyOf, receive } from "./received.js";
import { sendSealed } from "./sealing.js";
import { recall, remember } from "./seen.js";

/** Notes opened at a time. */
const PAGE = 10;
/** Names a case, and characters a name. */
const MOST_NAMES = 200;
const LONGEST_NAME = 80;
/** Bytes of all her lists: what her clients must remember of chains lies beside them, in `seen_bytes`. */
const MOST_BYTES = 262_144;
const TOO_LARGE = 413;

/**
 * @param {{case: string, text: string, lang: string}} words
 * @returns {Promise<{message: string}>}
 */
export async function note({ case: code, text, lang }) {
  const container = packLetter({ text, lang });
  return { message: await sendSealed({ kind: "notes", case: code, thread: "", desk: `case/${code}`, container }) };
}

/**
 * Open the newest notes of a case, as its verified ledger lists them; those of an earlier mediator are not hers to open.
 * @param {{case: string, before?: string}} which  before: the oldest that is known already
 * @returns {Promise<{notes: {message: string, lang: string, text: string, at: string}[], next: string}>} newest first
 */
export async function notes({ case: code, before = "" }) {
  const { book } = await verifiedLedger(code);
  const ids = [...book.messages].filter(([, { kind }]) => kind === "notes").map(([id]) => id).reverse();
  const from = ids.slice(ids.indexOf(before) + 1);
  const shown = await Promise.all(from.slice(0, PAGE).map(open));
  return { notes: shown.filter((one) => one !== null), next: from.length > PAGE ? (from[PAGE - 1] ?? "") : "" };
}

/** @param {{case: string}} which  @returns {Promise<{words: string[]}>} */
export async function watchList({ case: code }) {
  return { words: (await recall()).watch?.[code] ?? [] };
}

/**
 * @param {{case: string, words: string[]}} list  names and places; what is empty or said twice is left out
 * @returns {Promise<{words: string[]}>} as kept
 * @throws {Refusal} `watch-full`: her lists together have no more room; nothing was changed
 */
export async function saveWatchList({ case: code, words }) {
  const kept = [...new Set(words.map((word) => word.trim().slice(0, LONGEST_NAME)))].filter(Boolean).slice(0, MOST_NAMES);
  const { watch = {} } = await recall();
  const size = sizeOf({ ...watch, [code]: kept });
  if (size > MOST_BYTES && size > sizeOf(watch)) throw new Refusal("watch-full");
  await remember((seen) => Boolean(setList(seen, code, kept))).catch((error) => putBack(code, watch[code] ?? [], error));
  return { words: kept };
}

/**
 * A programme may keep less for each person: what it did not take is not remembered here either, else nothing more would be.
 * @param {string} code
 * @param {string[]} words  as they were
 * @param {{status?: number}} error
 */
async function putBack(code, words, error) {
  await remember((seen) => !setList(seen, code, words)); // here alone
  throw error.status === TOO_LARGE ? new Refusal("watch-full") : error;
}

/** @param {import("./seen.js").Seen} seen @param {string} code @param {string[]} words */
function setList(seen, code, words) {
  const { [code]: _, ...others } = seen.watch ?? {};
  return (seen.watch = words.length > 0 ? { ...others, [code]: words } : others);
}

/** @param {Record<string, string[]>} lists */
function sizeOf(lists) {
  return utf8(JSON.stringify(lists)).length;
}

/** @param {string} id */
async function open(id) {
  const received = await receive(id).catch(notHers);
  if (received === null) return null;
  const { lang, parts } = await openBodyOf(received);
  const text = shownParts(parts).map((part) => ("text" in part ? part.text : "")).join("\n");
  return { message: id, lang, text, at: received.head.grant.fields.at };
}

/** @param {{code?: string, status?: number}} error  @returns {null} an earlier mediator's note */
function notHers(error) {
  if (error.status === 404 || error.code === "not-granted") return null;
  throw error;
}
