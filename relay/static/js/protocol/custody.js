// protocol.md §6: who holds a desk, in one chain a desk. Verified from a roster; it grows by `append` alone.
import { decode, encode } from "./b64.js";
import { continues } from "./chain.js";
import { refuseUnless } from "./errors.js";
import { isDesk } from "./forms.js";
import { readCustody } from "./custody_statement.js";
import { keyId } from "./identity.js";
import { concat, hash, utf8 } from "./notation.js";

/** @typedef {import("./card.js").Role} Role */
/** @typedef {import("./roster.js").Roster} Roster */
/** @typedef {import("./custody_statement.js").CustodyEntry} CustodyEntry */
/** @typedef {CustodyEntry["fields"]} Fields */
/** @typedef {{digest: Uint8Array, box: Uint8Array, keyId: string, place: number}} Opening  place: in the chain, from 0 */
/**
 * @typedef {{assigned: Map<string, string>, holders: Map<string, string>, open: Opening | null, closed: boolean}} Epoch
 *   assigned: card digest → signing key of who signed its newest `assign`; holders: card digest → its own signing key
 */

/** @type {Record<string, Role>} who may hold a desk, by the first word of its name */
const HOLDER_ROLES = { case: "mediator", institution: "liaison", office: "officer" };

/** One desk's verified chain. */
export class Custody {
  /** @type {Epoch[]} epoch 1 first */
  #epochs = [];
  /** @type {Uint8Array[]} */
  #digests = [];
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
    if (type === "assign") this.#assign(entry.fields, roster);
    else if (type === "open") this.#open(entry, roster);
    else if (type === "share") this.#share(entry.fields, roster);
    else this.#close(entry.fields, roster);
    this.#nonces.add(nonce);
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
    const open = this.#epochs.at(-1)?.open;
    if (!open || this.current?.keyId !== desk) return false;
    return this.#digests.findIndex((digest) => encode(digest) === custody) >= open.place;
  }

  /**
   * Check against what this client once saw.
   * @param {{length: number, head: string}} seen
   * @returns {boolean}
   */
  agreesWith(seen) {
    return continues(this.#digests, seen);
  }

  /** @returns {Role} */
  get #holderRole() {
    return /** @type {Role} */ (HOLDER_ROLES[/** @type {string} */ (this.desk.split("/")[0])]);
  }

  /**
   * @param {string} signPk
   * @param {Role[]} roles
   * @param {Roster} roster
   */
  #signedByOne(signPk, roles, roster) {
    const role = roster.cardOfKey(signPk)?.fields.role;
    refuseUnless(roles.some((allowed) => allowed === role));
  }

  /**
   * @param {Fields} fields
   * @param {Roster} roster
   */
  #assign({ by, epoch, holder }, roster) {
    this.#signedByOne(by, this.desk === "office" ? ["officer", "root"] : ["officer"], roster);
    refuseUnless(roster.card(holder)?.fields.role === this.#holderRole);
    if (epoch === this.epoch + 1) {
      this.#epochs.push({ assigned: new Map([[holder, by]]), holders: new Map(), open: null, closed: false });
      return;
    }
    const newest = this.#epochs.at(-1);
    refuseUnless(newest && epoch === this.epoch && !newest.closed);
    refuseUnless(this.#holderRole !== "mediator" || newest.assigned.has(holder)); // a case desk has one holder
    newest.assigned.set(holder, by);
  }

  /**
   * @param {CustodyEntry} entry
   * @param {Roster} roster
   */
  #open({ digest, fields: { box, by, epoch } }, roster) {
    const newest = this.#epochs.at(-1);
    const opener = encode(roster.cardOfKey(by)?.digest ?? new Uint8Array(0));
    refuseUnless(newest && epoch === this.epoch && newest.open === null && newest.assigned.has(opener));
    const key = decode(box);
    const id = keyId(key);
    refuseUnless(this.#epochs.every((former) => former.open?.keyId !== id)); // a box opens only one epoch
    newest.open = { digest, box: key, keyId: id, place: this.length };
    newest.holders.set(opener, by);
  }

  /**
   * @param {Fields} fields
   * @param {Roster} roster
   */
  #share({ by, epoch, holder }, roster) {
    const shared = this.#epochs[epoch - 1];
    const sharer = encode(roster.cardOfKey(by)?.digest ?? new Uint8Array(0));
    refuseUnless(shared?.open && shared.holders.has(sharer));
    const candidates = this.#holderRole === "mediator" ? this.#epochs.slice(epoch - 1) : [shared];
    refuseUnless(candidates.some((candidate) => candidate.assigned.has(holder)));
    shared.holders.set(holder, roster.card(holder)?.fields.sign ?? "");
  }

  /**
   * @param {Fields} fields
   * @param {Roster} roster
   */
  #close({ by, epoch }, roster) {
    const newest = this.#epochs.at(-1);
    this.#signedByOne(by, ["officer"], roster);
    refuseUnless(newest?.open && epoch === this.epoch && !newest.closed);
    newest.closed = true;
  }
}
