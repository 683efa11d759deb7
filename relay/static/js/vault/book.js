// What a ledger says, entry by entry: parties, consents, messages. An entry whose signer had no such power makes it invalid.
import { encode } from "../protocol/b64.js";
import { refuseUnless } from "../protocol/errors.js";
import { BY_PEOPLE, Correspondence } from "./correspondence.js";
import { SIGNERS } from "./signers.js";

/** @typedef {{[field: string]: any}} Fields */
/** @typedef {{author: string, thread: string, kind: string, seal: string, state: string, original: string, releases: Fields[]}} BookMessage */
/** @typedef {Fields & {digest: string}} Decision */
/** @typedef {import("../protocol/roster.js").Roster} Roster */
/** @typedef {import("../protocol/custody.js").Custody} Custody */
/** @typedef {{roster: Roster, custody: Custody, signOf: (card: string) => string}} Sources  signOf: signing key of a party's card */

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
  correspondence = new Correspondence(this.messages);

  /**
   * @param {Sources} sources
   * @param {string} [owner]  the victim party whose own ledger it is; "" for the staff's
   */
  constructor(sources, owner = "") {
    this.sources = sources;
    this.owner = owner;
  }

  /**
   * Take a verified seal.
   * @param {{digest: Uint8Array}} seal
   * @param {Fields} context
   * @throws {CannotOpen} an author who might not (protocol.md §4.2)
   */
  addSeal(seal, { id, author, kind, thread, original }) {
    refuseUnless(!this.messages.has(id)); // nothing is accepted twice
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
    this.#moveOn(decision);
  }

  /**
   * @param {string} id
   * @returns {number} how many messages of the same author stand before this one; -1: it is not here
   */
  placeOf(id) {
    const author = this.messages.get(id)?.author;
    return [...this.messages].filter(([, other]) => other.author === author).findIndex(([other]) => other === id);
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
    return this.partyOf(by) !== "";
  }

  /**
   * @param {string} by
   * @returns {string} the victim party whose newest card signs with this key, "" for nobody's
   */
  partyOf(by) {
    const named = [...this.parties.values()].find(({ sign, card }) => card !== "" && sign === by);
    return named?.party ?? "";
  }

  /** @param {Fields} fields */
  answersFor({ by, message }) {
    const thread = this.messages.get(message)?.thread;
    return this.isMediator(by) || this.hasRole(by, "liaison") || (thread ? this.speaksFor(thread, by) : this.isSomeVictim(by));
  }

  /**
   * A liaison withdraws what was released to the reader, who knows no liaison's key (design.md §6, R8).
   * @param {Fields} fields
   */
  isForeignWithdrawal({ by, message }) {
    const { released } = this.correspondence;
    const wasHers = message === "" ? [...released.values()].includes(this.owner) : released.get(message) === this.owner;
    return this.owner !== "" && wasHers && this.sources.roster.cardOfKey(by) === undefined;
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

  /** @param {Decision} decision */
  #moveOn(decision) {
    const { type, message, to, by } = decision;
    const known = this.messages.get(message);
    if (known && type === "review") known.state = to;
    if (known && type === "release") known.releases.push(decision);
    const party = this.partyOf(by) || "offender";
    this.correspondence.take(decision, (one) => this.#isOf(one, party));
  }

  /**
   * @param {BookMessage} message
   * @param {string} party
   * @returns {boolean} whether the party wrote it; an edit and what a mediator wrote in her own name is nobody's
   */
  #isOf({ author, thread, kind, original }, party) {
    if (party !== "offender") return thread === party && !this.sources.roster.cardOfKey(author);
    return this.hasRole(author, "liaison") || (this.isMediator(author) && BY_PEOPLE.has(kind) && original === "");
  }
}

/** @param {string} party @param {string} model @param {string} direction */
function placeOf(party, model, direction) {
  return `${party} ${model} ${direction}`;
}
