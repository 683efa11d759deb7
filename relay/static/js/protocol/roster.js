// protocol.md §2: who is staff, in one chain from the root that was pinned.
import { decode, encode } from "./b64.js";
import { continues } from "./chain.js";
import { CannotOpen, refuseUnless, refusing } from "./errors.js";
import { isDigest, isOneOf, isSignPk, isTime, isVersion } from "./forms.js";
import { instanceOf } from "./identity.js";
import { same } from "./notation.js";
import { makeSigned, readSigned } from "./signed.js";

/** @typedef {import("./card.js").Card} Card */
/** @typedef {import("./card.js").Role} Role */
/** @typedef {import("./signed.js").Signed<import("./forms.js").Fields<typeof SCHEMA>>} RosterEntry */

const LABELS = { sign: "roster" };
const SCHEMA = {
  act: isOneOf(.../** @type {("endorse" | "revoke")[]} */ (["endorse", "revoke"])),
  by: isSignPk,
  card: isDigest,
  issued: isTime,
  prev: isDigest,
  type: isOneOf("roster"),
  v: isVersion,
};

/**
 * Make the next entry of a roster.
 * @param {import("./identity.js").Identity} identity
 * @param {{act: "endorse" | "revoke", card: string, prev: Uint8Array, issued: string}} entry  prev: the roster's head
 * @returns {RosterEntry}
 */
export function makeEntry(identity, { act, card, prev, issued }) {
  const entry = { act, by: encode(identity.sign.pk), card, issued, prev: encode(prev), type: "roster", v: 1 };
  return makeSigned(LABELS, SCHEMA, entry, identity.sign.secret);
}

/** @type {(given: import("./signed.js").Bytes) => RosterEntry} */
const readEntry = refusing((given) => readSigned(LABELS, SCHEMA, given, (fields) => fields.by));

/** A programme's verified roster; it grows by `append` alone. */
export class Roster {
  /** @type {Map<string, Card>} every card endorsed once, by digest */
  #cards = new Map();
  /** @type {Map<string, Card>} the same by signing key, and the root: a key has one card */
  #keys = new Map();
  /** @type {Set<string>} digests of cards endorsed that this reader may not see */
  #unshown = new Set();
  /** @type {Set<string>} digests of the cards revoked */
  #revoked = new Set();
  /** @type {Uint8Array[]} */
  #digests = [];
  #instance;

  /**
   * @param {Card} root  its verified card
   * @param {Uint8Array} instance  the one this client pinned
   * @throws {CannotOpen} a root of another programme
   */
  constructor(root, instance) {
    refuseUnless(root.fields.role === "root" && same(instanceOf(decode(root.fields.sign)), instance));
    this.root = root;
    this.#instance = instance;
    this.#keys.set(root.fields.sign, root);
  }

  /** How many entries it has. */
  get length() {
    return this.#digests.length;
  }

  /** The last entry's digest, or the instance: what the next entry names as `prev`. */
  get head() {
    return this.#digests.at(-1) ?? this.#instance;
  }

  /**
   * Verify the next entry and take it.
   * @param {import("./signed.js").Bytes} given
   * @param {Card} card  the verified card that the entry names
   * @returns {RosterEntry}
   * @throws {CannotOpen} an entry that makes the chain invalid; the roster stays as it was
   */
  append(given, card) {
    const entry = readEntry(given);
    const { act, by, prev } = entry.fields;
    refuseUnless(prev === encode(this.head) && entry.fields.card === encode(card.digest));
    refuseUnless(this.#mayDecide(by, act, /** @type {Role} */ (card.fields.role)));
    if (act === "endorse") this.#endorse(card);
    else this.#revoke(entry.fields.card);
    this.#digests.push(entry.digest);
    return entry;
  }

  /**
   * Verify the next entry where its card is not for this reader: a liaison's, to a victim. Whoever this is signs nothing
   * that this reader believes.
   * @param {import("./signed.js").Bytes} given
   * @returns {RosterEntry}
   * @throws {CannotOpen} also what the root endorses: officers, whom everybody may see
   */
  appendUnshown(given) {
    const entry = readEntry(given);
    const { act, by, card, prev } = entry.fields;
    refuseUnless(prev === encode(this.head) && !this.#cards.has(card));
    refuseUnless(this.#mayDecide(by, act, "liaison"));
    if (act === "endorse") refuseUnless(!this.#unshown.has(card));
    else refuseUnless(this.#unshown.has(card) && !this.#revoked.has(card));
    (act === "endorse" ? this.#unshown : this.#revoked).add(card);
    this.#digests.push(entry.digest);
    return entry;
  }

  /**
   * Does this card's endorsement stand?
   * @param {string} digest  b64
   * @returns {boolean} the root's always does
   */
  stands(digest) {
    return digest === encode(this.root.digest) || (this.#cards.has(digest) && !this.#revoked.has(digest));
  }

  /**
   * Find the card of a digest: the root's, or one endorsed now or once.
   * @param {string} digest  b64
   * @returns {Card | undefined}
   */
  card(digest) {
    return digest === encode(this.root.digest) ? this.root : this.#cards.get(digest);
  }

  /**
   * Find the card of a signing key: the root's, or one endorsed now or once.
   * @param {string} signPk  b64
   * @returns {Card | undefined}
   */
  cardOfKey(signPk) {
    return this.#keys.get(signPk);
  }

  /**
   * List the cards of a role that stand.
   * @param {Role} role
   * @returns {Card[]}
   */
  standing(role) {
    return [...this.#cards.values()].filter((card) => card.fields.role === role && this.stands(encode(card.digest)));
  }

  /**
   * Check against what this client once saw.
   * @param {{length: number, head: string}} seen
   * @returns {boolean}
   */
  agreesWith(seen) {
    return continues(this.#digests, seen);
  }

  /**
   * @param {string} by
   * @param {"endorse" | "revoke"} act
   * @param {Role} role  of the card decided on
   * @returns {boolean} had this signer the power, at this place in the chain?
   */
  #mayDecide(by, act, role) {
    const signer = this.#keys.get(by);
    if (signer === this.root) return act === "revoke" || role === "officer";
    if (signer?.fields.role !== "officer" || !this.stands(encode(signer.digest))) return false;
    return role === "mediator" || role === "liaison";
  }

  /** @param {Card} card */
  #endorse(card) {
    refuseUnless(!this.#keys.has(card.fields.sign)); // endorsed already, revoked, or a second card of a key
    refuseUnless(!this.#unshown.has(encode(card.digest)));
    this.#cards.set(encode(card.digest), card);
    this.#keys.set(card.fields.sign, card);
  }

  /** @param {string} digest */
  #revoke(digest) {
    if (!this.#cards.has(digest) || this.#revoked.has(digest)) throw new CannotOpen();
    this.#revoked.add(digest);
  }
}
