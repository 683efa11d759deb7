// What a ledger says, entry by entry: parties, consents, messages. An entry whose signer had no such power makes it invalid.
import { encode } from "../protocol/b64.js";
import { refuseUnless } from "../protocol/errors.js";

/** @typedef {{[field: string]: any}} Fields */
/** @typedef {{author: string, thread: string, kind: string, seal: string, state: string, original: string, releases: Fields[]}} BookMessage */
/** @typedef {Fields & {digest: string}} Decision */
/** @typedef {import("../protocol/roster.js").Roster} Roster */
/** @typedef {import("../protocol/custody.js").Custody} Custody */
/** @typedef {{roster: Roster, custody: Custody, signOf: (card: string) => string}} Sources  signOf: signing key of a party's card */

/** @type {Record<string, (book: Book, fields: Fields) => boolean>} who may sign what (protocol.md §5) */
const SIGNERS = {
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
  agree: (book, fields) => book.answersFor(fields),
  disagree: (book, fields) => book.answersFor(fields),
  withdraw: (book, fields) => book.answersFor(fields),
};

export class Book {
  /** @type {Map<string, Decision & {sign: string}>} newest `party` by party */
  parties = new Map();
  /** @type {Map<string, Decision>} newest by party, model and direction; `consentOf` finds one */
  consents = new Map();
  /** @type {Map<string, Decision>} newest by party */
  accepts = new Map();
  /** @type {Set<string>} */
  prepared = new Set();
  /** @type {Map<string, BookMessage>} */
  messages = new Map();
  /** @type {Set<string>} desks of every institution that a `party` named */
  institutions = new Set();

  /** @param {Sources} sources */
  constructor(sources) {
    this.sources = sources;
  }

  /**
   * Take a verified seal.
   * @param {{digest: Uint8Array}} seal
   * @param {Fields} context
   * @throws {CannotOpen} an author who might not (protocol.md §4.2)
   */
  addSeal(seal, { id, author, kind, thread, original }) {
    const office = kind === "sheet" && this.isOfficer(author);
    refuseUnless(office || this.isMediator(author) || this.hasRole(author, "liaison") || this.speaksFor(thread, author));
    this.messages.set(id, { author, thread, kind, seal: encode(seal.digest), state: "sealed", releases: [], original });
  }

  /**
   * Take a verified statement.
   * @param {import("../protocol/statement.js").Statement} statement
   * @throws {CannotOpen} a signer who might not
   */
  add({ fields, digest }) {
    refuseUnless(SIGNERS[fields.type]?.(this, fields));
    const decision = { ...fields, digest: encode(digest) };
    const { type, party } = fields;
    if (type === "party") this.parties.set(party, { ...decision, sign: this.#signOf(fields.card) });
    if (type === "party" && fields.desk) this.institutions.add(fields.desk);
    if (type === "consent") this.#takeConsent(decision);
    if (type === "accept") this.accepts.set(party, decision);
    if (type === "prepared") this.prepared.add(party);
    this.#moveOn(fields, decision);
  }

  /**
   * @param {string} party
   * @param {string} model
   * @param {"send" | "receive"} direction
   * @returns {Decision | null} the party's newest word on it, given or not
   */
  consentOf(party, model, direction) {
    return this.consents.get(placeOf(party, model, direction)) ?? null;
  }

  /** @param {string} by */
  isOfficer(by) {
    return this.hasRole(by, "officer");
  }

  /**
   * @param {string} by
   * @param {string} role
   */
  hasRole(by, role) {
    return this.sources.roster.cardOfKey(by)?.fields.role === role;
  }

  /**
   * @param {string} by
   * @param {"holders" | "assigned"} as
   * @returns {boolean} was this mediator ever that of the case's desk?
   */
  isMediator(by, as = "holders") {
    const card = this.sources.roster.cardOfKey(by);
    const { custody } = this.sources;
    if (card?.fields.role !== "mediator") return false;
    const epochs = Array.from({ length: custody.epoch }, (_, index) => index + 1);
    return epochs.some((epoch) => custody[as](epoch).includes(encode(card.digest)));
  }

  /**
   * @param {string} party
   * @param {string} by
   */
  speaksFor(party, by) {
    if (party === "offender") return this.isMediator(by) || this.hasRole(by, "liaison");
    return by !== "" && this.parties.get(party)?.sign === by;
  }

  /** @param {string} by */
  isSomeVictim(by) {
    return [...this.parties.values()].some(({ sign }) => sign === by);
  }

  /** @param {Fields} fields */
  answersFor({ by, message }) {
    const thread = this.messages.get(message)?.thread;
    return this.isMediator(by) || this.hasRole(by, "liaison") || (thread ? this.speaksFor(thread, by) : this.isSomeVictim(by));
  }

  /** @param {Decision} decision */
  #takeConsent(decision) {
    const { party, model, scope } = decision;
    const directions = scope === "all" ? ["send", "receive"] : [scope];
    for (const direction of directions) this.consents.set(placeOf(party, model, direction), decision);
  }

  /** @param {string} card */
  #signOf(card) {
    return card === "" ? "" : this.sources.signOf(card);
  }

  /**
   * @param {Fields} fields
   * @param {Decision} decision
   */
  #moveOn({ type, message, to }, decision) {
    const known = this.messages.get(message);
    if (!known) return;
    if (type === "review") known.state = to;
    if (type === "withdraw") known.state = "withdrawn";
    if (type !== "release") return;
    known.state = "released";
    known.releases.push(decision);
  }
}

/** @param {string} party @param {string} model @param {string} direction */
function placeOf(party, model, direction) {
  return `${party} ${model} ${direction}`;
}
