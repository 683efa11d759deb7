// What a ledger says passed between a mediator and an author: returns, proposals and their answers, withdrawals.

/** @typedef {import("./book.js").Decision} Decision */
/** @typedef {import("./book.js").BookMessage} BookMessage */
/** @typedef {Decision & {answer: Decision | null}} Proposal  answer: the newest `agree` or `disagree` to exactly this */

/** Kinds that a person made, or a mediator edited. */
export const BY_PEOPLE = new Set(["letter", "video", "audio"]);

export class Correspondence {
  /** @type {Map<string, Decision>} newest `return` by message */
  returns = new Map();
  /** @type {Map<string, Proposal>} newest `propose` by message, the original's where it is an edit */
  proposals = new Map();
  /** @type {Map<string, string>} to which party a message was released */
  released = new Map();
  /** @type {Set<string>} */
  withdrawn = new Set();
  #messages;

  /** @param {Map<string, BookMessage>} messages  of the same ledger; their states move with what is said here */
  constructor(messages) {
    this.#messages = messages;
  }

  /**
   * @param {Decision} decision
   * @param {(known: BookMessage) => boolean} isOwn  whether a message is the party's who signed it
   */
  take(decision, isOwn) {
    const { type, message } = decision;
    if (type === "return") this.returns.set(message, decision);
    if (type === "return") this.#move([message], "returned");
    if (type === "propose") this.#propose(decision);
    if (type === "agree" || type === "disagree") this.#answer(decision);
    if (type === "release") this.#release(decision);
    if (type === "withdraw") this.#withdraw(message, isOwn);
  }

  /** @param {Decision} decision */
  #propose(decision) {
    this.proposals.set(decision.message, { ...decision, answer: null });
    this.#move([decision.message, decision.edited], "proposed");
  }

  /** @param {Decision} decision */
  #answer(decision) {
    const proposal = this.proposals.get(decision.message);
    if (!proposal || proposal.edited !== decision.edited) return; // an answer to an older edit counts for nothing
    proposal.answer = decision;
    this.#move([decision.message, decision.edited], `${decision.type}d`);
  }

  /** @param {Decision} decision */
  #release({ message, to }) {
    this.released.set(message, to);
    const ofEdit = [...this.proposals.values()].find(({ edited }) => edited === message);
    const original = ofEdit?.message ?? this.#messages.get(message)?.original ?? "";
    this.#move([message, original], "released");
  }

  /**
   * @param {string} message  "" for all of that party's
   * @param {(known: BookMessage) => boolean} isOwn
   */
  #withdraw(message, isOwn) {
    const own = [...this.#messages].filter(([, known]) => isOwn(known)).map(([id]) => id);
    const gone = message === "" ? own : [message];
    for (const id of gone) this.withdrawn.add(id);
    const edits = [...this.#messages].filter(([, { original, kind }]) => kind !== "aside" && gone.includes(original));
    this.#move([...gone, ...edits.map(([id]) => id)], "withdrawn");
  }

  /** @param {string[]} ids @param {string} state */
  #move(ids, state) {
    for (const id of ids) {
      const known = this.#messages.get(id);
      if (known) known.state = state;
    }
  }
}
