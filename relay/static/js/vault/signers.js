// Who may sign which statement, as a reader of a ledger sees it (protocol.md §5, column "signer").

/** @typedef {import("./book.js").Book} Book */
/** @typedef {import("./book.js").Fields} Fields */

/** @type {Record<string, (book: Book, fields: Fields) => boolean>} */
export const SIGNERS = {
  party: (book, { by }) => book.isOfficer(by) || book.isMediator(by, "assigned"), // also before opening the desk
  declare: (book, { by }) => book.hasRole(by, "mediator"),
  accept: (book, { by, party }) => book.speaksFor(party, by),
  consent: (book, { by, party }) => book.speaksFor(party, by),
  prepared: (book, { by }) => book.isMediator(by),
  review: (book, { by }) => book.isMediator(by),
  return: (book, { by }) => book.isMediator(by),
  propose: (book, { by }) => book.isMediator(by),
  release: (book, { by }) => book.isMediator(by),
  consult: (book, { by }) => book.isMediator(by),
  handled: (book, { by }) => book.hasRole(by, "liaison") || book.isMediator(by),
  brief: (book, { by }) => book.isOfficer(by),
  dispose: (book, { by }) => book.isOfficer(by),
  restored: (book, { by }) => book.hasRole(by, "root"),
  state: (book, { by, party }) => book.isOfficer(by) || book.isMediator(by, "assigned") || book.speaksFor(party, by),
  opened: (book, { by }) => book.isSomeVictim(by),
  agree: (book, { by }) => book.speaksForSome(by), // about whose words and when: see Correspondence
  disagree: (book, { by }) => book.speaksForSome(by),
  withdraw: (book, fields) => book.speaksForSome(fields.by) || book.isForeignWithdrawal(fields),
};
