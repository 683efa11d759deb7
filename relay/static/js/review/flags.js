// What in a letter could tell who or where somebody is: found on the mediator's own device, advisory only. Knows no page.
import { identityNumbers, longNumbers } from "./identity.js";
import { phoneNumbers } from "./phones.js";
import { postalCodes, streets } from "./places.js";
import { watched } from "./watch.js";
import { webAddresses } from "./web.js";

/** @typedef {"watched" | "email" | "web" | "phone" | "postal-code" | "address" | "identity" | "number"} Kind */
/** @typedef {{kind: Kind, text: string, start: number, end: number}} Flag  start, end: places in the text, in UTF-16 units */

/** Of two that overlap the earlier here stays, unless the other holds all of it. */
const FINDERS = [webAddresses, identityNumbers, phoneNumbers, postalCodes, streets, longNumbers];

/**
 * Find what a mediator should look at before a letter goes on.
 * @param {string} text
 * @param {string[]} [names]  the case's watch list
 * @returns {Flag[]} in reading order; a watched name is named even inside something else
 */
export function findFlags(text, names = []) {
  const found = FINDERS.flatMap((find, rank) => find(text).map((flag) => ({ ...flag, rank })));
  const longestFirst = found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.rank - b.rank);
  /** @type {Flag[]} */
  const kept = [];
  for (const { rank: _rank, ...flag } of longestFirst) {
    if (!kept.some((other) => flag.start < other.end && other.start < flag.end)) kept.push(flag);
  }
  return [...kept, ...watched(text, names)].sort((a, b) => a.start - b.start || b.end - a.end);
}
