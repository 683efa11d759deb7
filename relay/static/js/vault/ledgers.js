// Ledgers, verified link by link and signer by signer, and never shorter than or other than what was seen (R9).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { Ledger } from "../protocol/ledger.js";
import { utf8 } from "../protocol/notation.js";
import { Book } from "./book.js";
import { cardOf } from "./cards.js";
import { JUST_NOW, compare, grown, notShorter, verifiedCustody, verifiedRoster, verifying } from "./chains.js";
import { owned } from "./owner.js";
import { requireInstitution } from "./liaisons.js";
import { remember } from "./seen.js";
import { keptFresh } from "./shared_flight.js";
import { fromWire } from "./wire.js";

/** @typedef {{position: number, kind: string, entry: string, signature: string, link: string, context?: string}} Served */
/** @typedef {{position: number, kind: string, fields: {[field: string]: any}}} Entry */
/** @typedef {{ledger: Ledger, book: Book, entries: Entry[], signs: Map<string, string>, cleared: Set<string>}} Kept */
// signs: card digest → signing key; cleared: keys of liaisons who were found to be of an institution that the case named

const kept = keptFresh(async (name, /** @type {Kept | undefined} */ held) => {
  try {
    return await bringUpToDate(name, held, JUST_NOW);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "chain-invalid") throw error;
    return bringUpToDate(name, undefined, 0); // signed by somebody who was assigned a moment ago?
  }
});

/**
 * @param {string} name
 * @param {Kept | undefined} held
 * @param {number} maxAge  of roster and custody, milliseconds
 * @returns {Promise<Kept>}
 */
async function bringUpToDate(name, held, maxAge) {
  const roster = await verifiedRoster(maxAge);
  const custody = await verifiedCustody(`case/${name.split("/")[0]}`, maxAge);
  const found = held ?? begin(name, owned().instance);
  found.book.sources = { roster, custody, signOf: (card) => found.signs.get(card) ?? "" };
  const length = await extend(name, found);
  const { ledger: chain } = found;
  notShorter(length, chain.length);
  await compare(chain, (seen) => seen.ledgers[name]);
  await clearLiaisons(found, roster, maxAge);
  await remember((seen) =>
    grown(seen.ledgers[name], chain.length, encode(chain.link), (mark) => (seen.ledgers[name] = mark)),
  );
  return found;
}

/**
 * @param {Kept} found
 * @param {import("../protocol/roster.js").Roster} roster
 * @param {number} maxAge  milliseconds
 */
async function clearLiaisons({ book, cleared }, roster, maxAge) {
  if (book.owner !== "") return; // a victim is never shown a liaison's card, nor an institution's desk
  for (const key of book.liaisons) {
    if (!cleared.has(key)) await requireInstitution(roster.cardOfKey(key), book.institutions, maxAge);
    cleared.add(key);
  }
}

/**
 * @param {string} name  `CASE` or `CASE/victim-N`
 * @param {number} [maxAge]  milliseconds
 * @returns {Promise<Kept>}
 * @throws {Refusal} `chain-invalid`, `chain-shorter`, `chain-forked`; 404 for one that is not hers
 */
export function verifiedLedger(name, maxAge) {
  return kept(name, maxAge);
}

/**
 * @param {{name: string}} which
 * @returns {Promise<{name: string, length: number, link: string, entries: object[]}>} for people to look through
 */
export async function ledger({ name }) {
  const { ledger: chain, entries, book } = await verifiedLedger(name);
  const roster = await verifiedRoster(JUST_NOW);
  const shown = entries.map(({ position, kind, fields }) => {
    const signer = roster.cardOfKey(fields.by ?? fields.author);
    const { name: called = "", role = "victim" } = signer?.fields ?? {};
    const party = signer ? "" : book.partyOf(fields.by ?? fields.author);
    const by = { name: called, role, card: signer ? encode(signer.digest) : "", party };
    return { position, kind, type: fields.type, by, at: fields.at ?? "", fields };
  });
  return { name, length: chain.length, link: encode(chain.link), entries: shown };
}

/**
 * @param {string} name
 * @param {Uint8Array} instance
 * @returns {Kept}
 */
function begin(name, instance) {
  const nobody = /** @type {any} */ (undefined); // set before anything is added
  return { ledger: new Ledger(name, instance), book: new Book(nobody, name.split("/")[1]), entries: [], signs: new Map(), cleared: new Set() };
}

/**
 * @param {string} name
 * @param {Kept} found
 * @returns {Promise<number>} the length that the server tells
 */
async function extend(name, found) {
  for (;;) {
    const page = await api.get(`/ledgers/${name}?after=${found.ledger.length}`);
    await learnCards(page.entries, found.signs);
    verifying(() => page.entries.forEach((/** @type {Served} */ served) => append(served, found)));
    if (page.next === undefined || page.next === null) return page.length;
    if (page.entries.length === 0) throw new Refusal("chain-invalid");
  }
}

/**
 * @param {Served} served
 * @param {Kept} found
 */
function append({ position, kind, entry, signature, link, context }, { ledger: chain, book, entries }) {
  const sealed = kind === "seal" ? utf8(context ?? "") : undefined;
  const read = chain.append(fromWire(entry, signature), sealed);
  const asServed = link === encode(chain.link) && position === chain.length && Boolean(context) === Boolean(sealed);
  if (!asServed) throw new Refusal("chain-invalid");
  const fields = sealed ? { ...JSON.parse(context ?? ""), type: "seal" } : /** @type {any} */ (read.fields);
  if (sealed) book.addSeal(read, fields);
  else book.add(/** @type {any} */ (read));
  entries.push({ position, kind, fields });
}

/**
 * @param {Served[]} entries
 * @param {Map<string, string>} signs
 */
async function learnCards(entries, signs) {
  const parties = entries.filter(({ kind }) => kind !== "seal").map(({ entry }) => JSON.parse(entry));
  const named = parties.filter(({ type, card }) => type === "party" && card && !signs.has(card)).map(({ card }) => card);
  for (const digest of new Set(named)) signs.set(digest, (await cardOf(digest)).fields.sign);
}
