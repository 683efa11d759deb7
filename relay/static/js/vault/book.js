// What a ledger says, entry by entry: parties, consents, messages. An entry whose signer had no such power makes it invalid.
import { encode } from "../protocol/b64.js";
import { BY_PEOPLE, isEdit, mayAuthor } from "../protocol/context.js";
import { refuseUnless } from "../protocol/errors.js";
import { Correspondence } from "./correspondence.js";
import { SIGNERS } from "./signers.js";

/** @typedef {{[field: string]: any}} Fields */
/**
 * @typedef {object} BookMessage
 * @property {string} author  signing key
 * @property {string} party  whose words it carries; "" for a mediator's own and the office's
 * @property {string} thread
 * @property {string} kind
 * @property {string} seal  digest
 * @property {string} state
 * @property {string} original
 * @property {Fields[]} releases
 */
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
  /** @type {Set<string>} keys of liaisons who wrote or signed here */
  liaisons = new Set();

  /**
   * @param {Sources} sources
   * @param {string} [owner]  the victim party whose own ledger it is; "" for the staff's
   */
  constructor(sources, owner = "") {
    this.sources = sources;
    this.owner = owner;
    this.correspondence = new Correspondence(this.messages, owner);
  }

  /**
   * Take a verified seal.
   * @param {{digest: Uint8Array}} seal
   * @param {import("../protocol/context.js").ContextFields} context
   * @throws {CannotOpen} an author who had no part in the case, or whose role does not write this kind (protocol.md §4.2)
   */
  addSeal(seal, { id, author, kind, thread, original }) {
    refuseUnless(!this.messages.has(id)); // nothing is accepted twice
    const role = this.#roleOf(author, thread);
    refuseUnless(role !== undefined && mayAuthor(role, { kind, original }));
    this.#noteLiaison(author);
    const party = this.#wordsOf({ author, thread, kind, original });
    this.messages.set(id, { author, party, thread, kind, seal: encode(seal.digest), state: "sealed", releases: [], original });
  }

  /**
   * Take a verified statement.
   * @param {import("../protocol/statement.js").Statement} statement
   * @throws {CannotOpen} a signer who might not, or not after what stands here
   */
  add({ fields, digest }) {
    refuseUnless(SIGNERS[fields.type]?.(this, fields) && this.correspondence.allows(fields, this.#speaksAs(fields.by)));
    this.#noteLiaison(fields.by);
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

  /** @param {string} by  @returns {boolean} somebody who speaks for a party: a victim for herself, staff for the offender */
  speaksForSome(by) {
    return this.speaksFor("offender", by) || this.isSomeVictim(by);
  }

  /**
   * A liaison withdraws what was released to the reader, who knows no liaison's key (design.md §6, R8).
   * @param {Fields} fields
   */
  isForeignWithdrawal(fields) {
    return this.sources.roster.cardOfKey(fields.by) === undefined && this.correspondence.concernsReader(fields);
  }

  /**
   * @param {string} author  signing key
   * @param {string} thread
   * @returns {import("../protocol/card.js").Role | undefined} in which they wrote into this case; a mediator held its desk
   */
  #roleOf(author, thread) {
    if (this.speaksFor(thread, author)) return "victim";
    const role = this.sources.roster.cardOfKey(author)?.fields.role;
    return role === "mediator" && !this.isMediator(author) ? undefined : role;
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
    this.correspondence.take(decision, this.#speaksAs(by));
  }

  /** @param {string} by  @returns {string} the party for which somebody signs what a party signs */
  #speaksAs(by) {
    return this.partyOf(by) || "offender";
  }

  /** @param {Pick<BookMessage, "author" | "thread" | "kind" | "original">} message  @returns {string} see BookMessage `party` */
  #wordsOf({ author, thread, kind, original }) {
    if (isEdit({ kind, original })) return this.messages.get(original)?.party ?? "";
    if (!this.sources.roster.cardOfKey(author)) return thread;
    return BY_PEOPLE.has(kind) || kind === "aside" ? "offender" : "";
  }

  /** @param {string} by */
  #noteLiaison(by) {
    if (this.hasRole(by, "liaison")) this.liaisons.add(by);
  }
}

/** @param {string} party @param {string} model @param {string} direction */
function placeOf(party, model, direction) {
  return `${party} ${model} ${direction}`;
}
