// What of a party's stands to be granted to a newer key, as the verified ledger says (protocol.md §4.5, §5).

/** @typedef {import("./ledgers.js").Entry} Entry */
/** @typedef {import("./book.js").Book} Book */
/** @typedef {{[field: string]: any}} Fields  of a decision, with its position in the ledger */

/**
 * @param {Entry[]} entries
 * @param {string} party
 * @returns {number} position at which the present card took the place of an earlier one; 0 where it is the first
 */
export function boundAt(entries, party) {
  let [card, since, first] = ["", 0, true];
  for (const { position, fields } of entries) {
    if (fields.type !== "party" || fields.party !== party || fields.card === "" || fields.card === card) continue;
    [card, since, first] = [fields.card, first ? 0 : position, false];
  }
  return since;
}

/**
 * @param {Entry[]} entries
 * @param {Book} book
 * @param {string} party
 * @returns {Fields[]} the newest release to it of each message that stands released
 */
export function releasesTo(entries, book, party) {
  const granted = (/** @type {Fields} */ fields) => party === "offender" || fields.grants.length > 0;
  const given = entries.filter(({ fields }) => fields.type === "release" && fields.to === party && granted(fields));
  /** @type {Map<string, Fields>} */
  const newest = new Map(given.map(({ position, fields }) => [fields.message, { ...fields, position }]));
  return [...newest.values()].filter(({ message }) => book.messages.get(message)?.state === "released");
}

/**
 * @param {Book} book
 * @param {string} party
 * @returns {string[]} letters of hers about which her mediator wrote to her: they lie returned, or an edit waits for her
 */
export function writtenAbout(book, party) {
  const own = [...book.messages].filter(([, known]) => known.party === party && known.original === "");
  return own.filter(([, { state }]) => state === "returned" || state === "proposed").map(([id]) => id);
}

/**
 * @param {Entry[]} entries
 * @param {Book} book
 * @param {string} message
 * @returns {Fields[]} its newest return, and the proposal that waits for an answer
 */
export function standingOf(entries, book, message) {
  const types = book.messages.get(message)?.state === "proposed" ? ["return", "propose"] : ["return"];
  return types.flatMap((type) => {
    const found = entries.findLast(({ fields }) => fields.type === type && fields.message === message);
    return found ? [{ ...found.fields, position: found.position }] : [];
  });
}
