/** What a party's verified ledger says she agrees to; the newest statement of a kind counts (protocol.md §5). */

/** @typedef {{type: string, fields: Record<string, any>}} Entry */

/**
 * @param {Entry[]} entries  in the ledger's order
 * @param {string} model  `letters`, `relayed`
 * @returns {{send: boolean, receive: boolean}} whether consent to it is in force, each way
 */
export function directions(entries, model) {
  const given = { send: false, receive: false };
  for (const { type, fields } of entries) {
    if (type !== "consent" || fields.model !== model) continue;
    if (fields.scope !== "receive") given.send = fields.given;
    if (fields.scope !== "send") given.receive = fields.given;
  }
  return given;
}

/**
 * @param {Entry[]} entries
 * @param {string} card  digest of the present mediator's card
 * @returns {boolean} whether this mediator was accepted as neutral, last time it was said
 */
export function acceptance(entries, card) {
  const said = entries.filter(({ type, fields }) => type === "accept" && fields.holder === card);
  return said.at(-1)?.fields.given ?? false;
}
