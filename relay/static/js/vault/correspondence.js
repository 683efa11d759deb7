// What a ledger says passed between a mediator and an author: returns, proposals and their answers, releases, withdrawals.
// Each is held against what stands before it (R4, R5), as relay/client/standing_words.py does.
import { isEdit } from "../protocol/context.js";

/** @typedef {import("./book.js").Decision} Decision */
/** @typedef {import("./book.js").Fields} Fields */
/** @typedef {import("./book.js").BookMessage} BookMessage */
/** @typedef {Decision & {answer: Decision | null}} Proposal  answer: the `agree` or `disagree` to exactly this */

const ANSWERS = new Set(["agree", "disagree"]);
const STAFF_HOWS = new Set(["spoken", "written"]);

export class Correspondence {
  /** @type {Map<string, Decision>} newest `return` by message */
  returns = new Map();
  /** @type {Map<string, Proposal>} newest `propose` by message, the original's where it is an edit; a `return` ends it */
  proposals = new Map();
  /** @type {Map<string, string>} to which party a message was released */
  released = new Map();
  /** @type {Set<string>} */
  withdrawn = new Set();
  #messages;
  #owner;

  /**
   * @param {Map<string, BookMessage>} messages  of the same ledger; their states move with what is said here
   * @param {string} owner  the victim party whose own ledger it is, in which others' messages stand only by name; "" for the staff's
   */
  constructor(messages, owner) {
    this.#messages = messages;
    this.#owner = owner;
  }

  /**
   * @param {Fields} fields  of an answer, a withdrawal, a release, or anything else
   * @param {string} party  for which its signer speaks; staff for the offender
   * @returns {boolean} whether it may stand after what stands so far
   */
  allows(fields, party) {
    if (ANSWERS.has(fields.type)) return this.#isOwn(fields, party) && this.#answersNewest(fields);
    if (fields.type === "withdraw") return this.#isOwn(fields, party);
    return fields.type !== "release" || this.#mayGo(fields);
  }

  /**
   * Somebody withdraws what was released to the reader, who is never shown a liaison's card (design.md §6, R8).
   * @param {Fields} fields
   * @returns {boolean}
   */
  concernsReader({ message, how }) {
    const wasHers = message === "" ? [...this.released.values()].includes(this.#owner) : this.released.get(message) === this.#owner;
    return this.#owner !== "" && wasHers && STAFF_HOWS.has(how);
  }

  /**
   * @param {Decision} decision  that was allowed
   * @param {string} party  for which its signer speaks
   */
  take(decision, party) {
    const { type, message } = decision;
    if (type === "return") this.#return(decision);
    if (type === "propose") this.#propose(decision);
    if (ANSWERS.has(type)) this.#answer(decision);
    if (type === "release") this.#release(decision);
    if (type === "withdraw") this.#withdraw(message, party);
  }

  /** @param {Fields} fields @param {string} party */
  #isOwn({ message, how }, party) {
    const fits = party === "offender" ? STAFF_HOWS.has(how) : how === "portal";
    const whose = this.#messages.get(message)?.party || party; // what is carried is no party's until it was asked about
    return fits && (message === "" || whose === party);
  }

  /** @param {Fields} fields */
  #answersNewest({ message, edited, seal }) {
    const asked = this.proposals.get(message);
    const sealed = this.#messages.get(edited)?.seal ?? seal; // of an edit its author holds no seal
    return asked !== undefined && asked.answer === null && asked.edited === edited && sealed === seal;
  }

  /** @param {Fields} fields */
  #mayGo({ message, to }) {
    const original = this.#originalOf(message);
    if (this.withdrawn.has(message) || this.withdrawn.has(original)) return false;
    const asked = this.proposals.get(original);
    const isAsked = asked?.edited === message;
    if (message !== original || isAsked) return isAsked && asked?.answer?.type === "agree";
    return this.#owner === "" || to === this.#owner || this.#messages.has(message);
  }

  /** @param {string} message  @returns {string} what an edit was made of, also where only its name stands here; else itself */
  #originalOf(message) {
    const known = this.#messages.get(message);
    if (known && isEdit(known)) return known.original;
    return [...this.proposals.values()].find(({ edited }) => edited === message)?.message ?? message;
  }

  /** @param {Decision} decision */
  #return(decision) {
    this.returns.set(decision.message, decision);
    this.proposals.delete(decision.message);
    this.#move([decision.message], "returned");
  }

  /** @param {Decision} decision */
  #propose(decision) {
    this.proposals.set(decision.message, { ...decision, answer: null });
    this.#move([decision.message, decision.edited], "proposed");
  }

  /** @param {Decision} decision */
  #answer(decision) {
    const proposal = this.proposals.get(decision.message);
    if (proposal) proposal.answer = decision;
    this.#move([decision.message, decision.edited], `${decision.type}d`);
  }

  /** @param {Decision} decision */
  #release({ message, to }) {
    this.released.set(message, to);
    this.#move([message, this.#originalOf(message)], "released");
  }

  /** @param {string} message  "" for all of that party's @param {string} party */
  #withdraw(message, party) {
    const own = [...this.#messages].filter(([, known]) => known.party === party).map(([id]) => id);
    const named = message === "" ? own : [message];
    const versions = new Set([...named, ...named.map((id) => this.#originalOf(id))]);
    for (const [id] of this.#messages) if (versions.has(this.#originalOf(id))) versions.add(id);
    const asides = [...this.#messages].filter(([, known]) => known.kind === "aside" && known.party === party && versions.has(known.original));
    const gone = [...versions, ...asides.map(([id]) => id)];
    for (const id of gone) this.withdrawn.add(id);
    this.#move(gone, "withdrawn");
  }

  /** @param {string[]} ids @param {string} state */
  #move(ids, state) {
    for (const id of ids) {
      const known = this.#messages.get(id);
      if (known) known.state = state;
    }
  }
}
