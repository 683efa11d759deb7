// What roster, custody and ledger share: they only grow, and what was seen once must still be there.
import { encode } from "./b64.js";

/**
 * Check a chain against what this client once saw of it (protocol.md §6).
 * @param {readonly Uint8Array[]} digests  the chain's digests or links, first to last
 * @param {{length: number, head: string}} seen  head: b64 of the last one then; of nothing, length is 0
 * @returns {boolean} false when the chain is shorter than that, or forks from it
 */
export function continues(digests, seen) {
  if (seen.length === 0) return true;
  const then = digests[seen.length - 1];
  return then !== undefined && encode(then) === seen.head;
}
