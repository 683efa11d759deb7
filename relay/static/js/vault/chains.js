// Roster and custody chains, verified from the pinned root, and never shorter than or other than what was seen (protocol.md §6).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { readCard } from "../protocol/card.js";
import { Custody } from "../protocol/custody.js";
import { CannotOpen } from "../protocol/errors.js";
import { Roster } from "../protocol/roster.js";
import { recall, remember } from "./seen.js";
import { keptFresh } from "./shared_flight.js";
import { fromWire } from "./wire.js";

/** @typedef {import("./seen.js").Mark} Mark */
/** @typedef {import("./seen.js").Seen} Seen */
/** @typedef {{length: number, agreesWith(seen: {length: number, head: string}): boolean}} Chain */

/** Milliseconds for which what was verified on "check and send" need not be asked again on "send"; the server checks too. */
export const RECENTLY = 120_000;
/** Milliseconds that lie within one verb. */
export const JUST_NOW = 2_000;

const keptRoster = keptFresh(async (_name, /** @type {Roster | undefined} */ held, owner) => {
  const roster = held ?? new Roster(owner.root, owner.instance);
  const answer = await api.get(`/roster?after=${roster.length}`);
  const cards = new Map(answer.cards.map(asCard));
  verifying(() => {
    for (const { entry, signature } of answer.entries) {
      const given = fromWire(entry, signature);
      const { card } = JSON.parse(entry);
      const known = cards.get(card) ?? roster.card(card);
      if (known) roster.append(given, known);
      else roster.appendUnshown(given);
    }
  });
  notShorter(answer.length, roster.length);
  await compare(roster, (seen) => seen.roster);
  await remember((seen) => grown(seen.roster, roster.length, encode(roster.head), (mark) => (seen.roster = mark)));
  return roster;
});

const keptCustody = keptFresh(async (desk, /** @type {Custody | undefined} */ held, owner) => {
  const roster = await verifiedRoster(JUST_NOW);
  const custody = held ?? new Custody(desk, owner.instance);
  const answer = await api.get(`/custody/${desk}?after=${custody.length}`);
  await appendAll(custody, answer.entries, roster);
  notShorter(answer.length, custody.length);
  await compare(custody, (seen) => seen.custody[desk]);
  await remember((seen) =>
    grown(seen.custody[desk], custody.length, encode(custody.head), (mark) => (seen.custody[desk] = mark)),
  );
  return custody;
});

/**
 * @param {number} [maxAge]  milliseconds
 * @returns {Promise<Roster>}
 * @throws {Refusal} `chain-invalid`, `chain-shorter`, `chain-forked`
 */
export function verifiedRoster(maxAge) {
  return keptRoster("roster", maxAge);
}

/**
 * @param {string} desk
 * @param {number} [maxAge]  milliseconds
 * @returns {Promise<Custody>}
 * @throws {Refusal} as `verifiedRoster`, and 404 for a desk that is not hers to see
 */
export function verifiedCustody(desk, maxAge) {
  return keptCustody(desk, maxAge);
}

/**
 * A custody entry may name somebody endorsed a moment ago: then the roster is asked again, once.
 * @param {Custody} custody
 * @param {{entry: string, signature: string}[]} entries
 * @param {Roster} roster
 */
async function appendAll(custody, entries, roster) {
  const given = entries.map(({ entry, signature }) => fromWire(entry, signature));
  const before = custody.length;
  try {
    for (const entry of given) custody.append(entry, roster);
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    const newer = await verifiedRoster();
    verifying(() => given.slice(custody.length - before).forEach((entry) => custody.append(entry, newer)));
  }
}

/**
 * @template T
 * @param {() => T} verify
 * @returns {T}
 * @throws {Refusal} `chain-invalid`
 */
export function verifying(verify) {
  try {
    return verify();
  } catch (error) {
    if (error instanceof CannotOpen) throw new Refusal("chain-invalid");
    throw error;
  }
}

/**
 * @param {number} told
 * @param {number} verified
 */
export function notShorter(told, verified) {
  if (told < verified) throw new Refusal("chain-shorter");
  if (told > verified) throw new Refusal("chain-invalid");
}

/**
 * Compare a verified chain with what was seen of it.
 * @param {Chain} chain
 * @param {(seen: Seen) => Mark | undefined} markOf
 * @throws {Refusal} `chain-shorter`, `chain-forked`
 */
export async function compare(chain, markOf) {
  const mark = markOf(await recall());
  if (!mark) return;
  const [length, head] = mark;
  if (chain.length < length) throw new Refusal("chain-shorter");
  if (!chain.agreesWith({ length, head })) throw new Refusal("chain-forked");
}

/**
 * @param {Mark | undefined} mark  what is remembered
 * @param {number} length
 * @param {string} head
 * @param {(mark: Mark) => void} set
 * @returns {boolean} whether there was more to remember
 */
export function grown(mark, length, head, set) {
  if (length <= (mark?.[0] ?? 0)) return false;
  set([length, head]);
  return true;
}

/**
 * @param {{card: string, card_signature: string}} given
 * @returns {[string, import("../protocol/card.js").Card]} digest and card
 */
function asCard({ card, card_signature: signature }) {
  const read = verifying(() => readCard(fromWire(card, signature)));
  return [encode(read.digest), read];
}
