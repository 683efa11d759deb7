// What this person's clients have seen, sealed to herself and kept by the server (protocol.md §3), so that a shorter or
// forked chain is noticed on another device too. Private choices lie here: nobody else learns of them (design.md §9).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { text, utf8 } from "../protocol/notation.js";
import { padded } from "../protocol/padding.js";
import { openSeen, sealSeen } from "../protocol/private.js";
import { owned } from "./owner.js";
import { keptFresh } from "./shared_flight.js";

/** @typedef {[number, string]} Mark  length, and the last digest or link in b64 */
/** @typedef {{choice: string, at: string}} Choice */
/** @typedef {[string, string, string, string, string]} OpenedTask  number, message, case, thread, seal digest */
/**
 * @typedef {object} Seen  shared with the Python client
 * @property {1} v
 * @property {Mark} [roster]
 * @property {Record<string, Mark>} custody
 * @property {Record<string, Mark>} ledgers
 * @property {Record<string, string>} mediators  case → digest of the mediator's card that she confirmed
 * @property {Record<string, Choice>} choices  message → what she chose
 * @property {Record<string, string>} words  case → her own word for it
 * @property {Record<string, string[]>} [watch]  case → names and places that a mediator looks for in its letters
 * @property {OpenedTask[]} [tasks]  that a liaison opened, the newest last
 */
/** @typedef {{seen: Seen, version: string}} Memory */

const FOREVER = Number.POSITIVE_INFINITY;
const TRIES = 4;

const memory = keptFresh(async () => fetchMemory());

/** @returns {Promise<Seen>} */
export async function recall() {
  return (await memory("seen", FOREVER)).seen;
}

/**
 * Change the memory and keep it; where another tab changed it meanwhile, the change is made again on theirs.
 * @param {(seen: Seen) => boolean} change  returns whether there is anything to keep
 * @returns {Promise<void>}
 */
export async function remember(change) {
  const held = await memory("seen", FOREVER);
  for (let tried = 0; change(held.seen); tried++) {
    try {
      held.version = await store(held);
      return;
    } catch (error) {
      const moved = error instanceof Refusal && (error.status === 409 || error.status === 412);
      if (!moved || tried === TRIES) throw error;
      const { seen, version } = await fetchMemory();
      Object.assign(held, { seen: keepLonger(held.seen, seen), version });
    }
  }
}

/**
 * Forget no chain that reached further here: what the server hands out as another tab's may be older.
 * @param {Seen} mine
 * @param {Seen} theirs
 * @returns {Seen} theirs, with the longer of every mark
 */
function keepLonger(mine, theirs) {
  const longer = (/** @type {Mark} */ own, /** @type {Mark | undefined} */ other) => (other && other[0] >= own[0] ? other : own);
  if (mine.roster) theirs.roster = longer(mine.roster, theirs.roster);
  for (const kind of /** @type {const} */ (["custody", "ledgers"])) {
    for (const [name, mark] of Object.entries(mine[kind])) theirs[kind][name] = longer(mark, theirs[kind][name]);
  }
  return theirs;
}

/** @returns {Promise<Memory>} */
async function fetchMemory() {
  const { identity, card } = owned();
  const kept = await api.getBytes("/seen");
  if (!kept) return { seen: empty(), version: "" };
  const seen = JSON.parse(text(openSeen(identity.seed, card.fields.person, kept.bytes)));
  return { seen: { ...empty(), ...seen }, version: kept.version };
}

/**
 * @param {Memory} memory
 * @returns {Promise<string>} its new ETag
 */
async function store({ seen, version }) {
  const { identity, card } = owned();
  const written = JSON.stringify(seen);
  const room = padded(utf8(written).length) - utf8(written).length; // so that its length tells nothing
  const sealed = sealSeen(identity.seed, card.fields.person, utf8(written + " ".repeat(room)));
  const answer = await api.putBytes("/seen", sealed, condition(version));
  return `"${answer.version}"`;
}

/**
 * @param {string} version  an ETag, or "" for what is new
 * @returns {Record<string, string>}
 */
export function condition(version) {
  return version ? { "If-Match": version } : { "If-None-Match": "*" };
}

/** @returns {Seen} */
function empty() {
  return { v: 1, custody: {}, ledgers: {}, mediators: {}, choices: {}, words: {} };
}
