// protocol.md §6: who holds a desk, in one chain a desk. Verified from a roster; it grows by `append` alone.
import { encode } from "./b64.js";
import { continues } from "./chain.js";
import { RULES } from "./custody_rules.js";
import { readCustody } from "./custody_statement.js";
import { refuseUnless } from "./errors.js";
import { isDesk } from "./forms.js";
import { concat, hash, utf8 } from "./notation.js";

/** @typedef {import("./roster.js").Roster} Roster */
/** @typedef {import("./custody_statement.js").CustodyEntry} CustodyEntry */
/** @typedef {import("./custody_rules.js").Epoch} Epoch */

/** One desk's verified chain. */
export class Custody {
  /** @type {Epoch[]} epoch 1 first */
  #epochs = [];
  /** @type {Uint8Array[]} */
  #digests = [];
  /** @type {Map<string, number>} digest → place in the chain, from 0 */
  #places = new Map();
  #nonces = new Set();
  #first;

  /**
   * @param {string} desk  its name
   * @param {Uint8Array} instance
   * @throws {CannotOpen} a name that no desk has
   */
  constructor(desk, instance) {
    refuseUnless(isDesk(desk));
    this.desk = desk;
    this.#first = hash("custody", concat(instance, utf8(desk)));
  }

  /** How many entries it has. */
  get length() {
    return this.#digests.length;
  }

  /** The last entry's digest: what the next names as `prev`, and a context as `custody`. */
  get head() {
    return this.#digests.at(-1) ?? this.#first;
  }

  /** The newest epoch, counted from 1; 0 before the first `assign`. */
  get epoch() {
    return this.#epochs.length;
  }

  /** Was the newest epoch closed? */
  get closed() {
    return this.#epochs.at(-1)?.closed ?? false;
  }

  /**
   * The current key, or null while there is none.
   * @returns {{epoch: number, box: Uint8Array, keyId: string, open: Uint8Array} | null}  open: that statement's digest
   */
  get current() {
    const newest = this.#epochs.at(-1);
    if (!newest?.open || newest.closed) return null;
    return { epoch: this.epoch, box: newest.open.box, keyId: newest.open.keyId, open: newest.open.digest };
  }

  /**
   * Verify the next entry and take it.
   * @param {import("./signed.js").Bytes} given
   * @param {Roster} roster  verified; it must know every card that the chain names
   * @returns {CustodyEntry}
   * @throws {CannotOpen} an entry that makes the chain invalid; the chain stays as it was
   */
  append(given, roster) {
    const entry = readCustody(given);
    const { desk, prev, nonce, type } = entry.fields;
    refuseUnless(desk === this.desk && prev === encode(this.head) && !this.#nonces.has(nonce));
    RULES[type](this.#epochs, entry, roster);
    this.#nonces.add(nonce);
    this.#places.set(encode(entry.digest), this.length);
    this.#digests.push(entry.digest);
    return entry;
  }

  /**
   * May this desk be sealed to? Its present holders, and who assigned them, must all stand.
   * @param {Roster} roster  verified up to now
   * @returns {boolean}
   */
  sealable(roster) {
    const newest = this.#epochs.at(-1);
    if (!newest || this.current === null) return false;
    return [...newest.holders.keys()].every((holder) => {
      const officer = roster.cardOfKey(newest.assigned.get(holder) ?? "");
      return officer !== undefined && roster.stands(encode(officer.digest)) && roster.stands(holder);
    });
  }

  /**
   * List who holds an epoch's secret: who opened it or received a `share` of it.
   * @param {number} epoch
   * @returns {string[]} card digests
   */
  holders(epoch) {
    return [...(this.#epochs[epoch - 1]?.holders.keys() ?? [])];
  }

  /**
   * List who is assigned to an epoch.
   * @param {number} epoch
   * @returns {string[]} card digests
   */
  assigned(epoch) {
    return [...(this.#epochs[epoch - 1]?.assigned.keys() ?? [])];
  }

  /**
   * Tell who signed somebody's newest `assign` to the newest epoch.
   * @param {string} holder  card digest
   * @returns {string} signing key, b64; "" for somebody who is not assigned
   */
  assignedBy(holder) {
    return this.#epochs.at(-1)?.assigned.get(holder) ?? "";
  }

  /**
   * Find an epoch's `open`.
   * @param {number} epoch
   * @returns {{digest: Uint8Array, box: Uint8Array, keyId: string} | undefined}
   */
  openOf(epoch) {
    return this.#epochs[epoch - 1]?.open ?? undefined;
  }

  /**
   * Did this person hold the desk key of that id? A later grant counts only then (protocol.md §4.5).
   * @param {string} signPk  b64
   * @param {string} desk  key id
   * @returns {boolean}
   */
  held(signPk, desk) {
    return this.#epochs.some((epoch) => epoch.open?.keyId === desk && [...epoch.holders.values()].includes(signPk));
  }

  /**
   * Is a context's desk the current key, and its custody at or after that key's `open`?
   * @param {{desk: string, custody: string}} context  key id; b64 digest
   * @returns {boolean}
   */
  fresh({ desk, custody }) {
    const current = this.current;
    const place = this.#places.get(custody);
    if (current?.keyId !== desk || place === undefined) return false;
    return place >= (this.#places.get(encode(current.open)) ?? Infinity);
  }

  /**
   * Did the person with this card hold any epoch?
   * @param {string} card  digest, b64
   * @returns {boolean}
   */
  everHeld(card) {
    return this.#epochs.some((epoch) => epoch.holders.has(card));
  }

  /**
   * Was a context sealed to a key of this desk, under a statement of this chain?
   * @param {{desk: string, custody: string}} context  key id; b64 digest
   * @returns {boolean}
   */
  covers({ desk, custody }) {
    return this.#places.has(custody) && this.#epochs.some((epoch) => epoch.open?.keyId === desk);
  }

  /**
   * Check against what this client once saw.
   * @param {{length: number, head: string}} seen
   * @returns {boolean}
   */
  agreesWith(seen) {
    return continues(this.#digests, seen);
  }
}
