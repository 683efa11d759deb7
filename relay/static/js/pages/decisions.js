/** What an entry of a verified ledger says, as one sentence (protocol.md §5). Knows no page. */
import { fill } from "./page.js";
import { calendarDay, capital } from "./words.js";

/** @typedef {{type: string, by: {name: string, role: string, card: string, party?: string}, at: string, fields: Record<string, any>}} Entry */

/**
 * @param {Entry} entry
 * @param {Record<string, string>} words  sentences by type, and the words that fill them
 * @param {(party: string) => string} nameOf
 * @returns {string}
 */
export function sentence({ type, by, fields }, words, nameOf) {
  const party = fields.party ?? (type === "release" ? fields.to : (fields.thread ?? ""));
  const author = by.party || (type === "seal" ? party : "");
  const who = by.name || (author ? nameOf(author) : words.somebody);
  const desk = String(fields.desk ?? "").replace("institution/", "");
  const { scope = "", model = "", how = "" } = fields;
  const until = fields.until ? calendarDay(fields.until) : "";
  const gaps = { who, until, party: nameOf(party), desk, scope: words[scope], model: words[model], how: words[how] };
  const said = fill(words[keyOf(type, fields)] ?? words[type] ?? words.other, gaps);
  return capital(said);
}

/**
 * Tell whether the newest word of a mediator is that she has a conflict of interest.
 * @param {Entry[]} entries  in the ledger's order
 * @param {string} card  digest of the mediator's
 */
export function conflicted(entries, card) {
  const said = entries.filter(({ type, by }) => type === "declare" && by.card === card);
  return said.at(-1)?.fields.conflict ?? false;
}

/**
 * @param {string} type
 * @param {Record<string, any>} fields
 */
function keyOf(type, { kind, original, card, desk, conflict, given, to, until, outcome, message }) {
  /** @type {Record<string, string>} */
  const keys = {
    seal: original && kind !== "aside" ? "seal-edit" : `seal-${kind}`,
    withdraw: message ? "withdraw" : "withdraw-all",
    party: card ? "party" : desk ? "party-desk" : "party-ended",
    declare: `declare-${conflict}`,
    accept: `accept-${given}`,
    consent: `consent-${given}`,
    review: until ? `review-${to}-until` : `review-${to}`,
    handled: `handled-${outcome}`,
  };
  return keys[type] ?? type;
}
