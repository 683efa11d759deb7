// protocol.md §5: a ledger only grows; every link stands for all before it.
import { continues } from "./chain.js";
import { readContext } from "./context.js";
import { refuseUnless } from "./errors.js";
import { isLedgerName } from "./forms.js";
import { concat, hash, lp, utf8 } from "./notation.js";
import { readSeal } from "./seal.js";
import { readStatement } from "./statement.js";

/**
 * Compute the first link's predecessor.
 * @param {string} name
 * @param {Uint8Array} instance
 * @returns {Uint8Array} 32 bytes
 */
export function firstLink(name, instance) {
  return hash("ledger", concat(instance, utf8(name)));
}

/**
 * Compute an entry's link.
 * @param {Uint8Array} previous  link
 * @param {import("./signed.js").Bytes} entry
 * @returns {Uint8Array} 32 bytes
 */
export function nextLink(previous, { bytes, signature }) {
  return hash("ledger", concat(previous, lp(bytes), signature));
}

/** One ledger, verified entry by entry. Whether a signer might decide so, roster and custody know. */
export class Ledger {
  /** @type {Uint8Array[]} */
  #links = [];
  #nonces = new Set();
  #first;
  #instance;

  /**
   * @param {string} name  `CASE` or `CASE/victim-N`
   * @param {Uint8Array} instance
   * @throws {CannotOpen} a name that no ledger has
   */
  constructor(name, instance) {
    refuseUnless(isLedgerName(name));
    this.name = name;
    this.#instance = instance;
    this.#first = firstLink(name, instance);
  }

  /** How many entries it has. */
  get length() {
    return this.#links.length;
  }

  /** The last entry's link, or what stands before the first. */
  get link() {
    return this.#links.at(-1) ?? this.#first;
  }

  /**
   * Verify the next entry's signature and take it.
   * @param {import("./signed.js").Bytes} entry  a statement, or a seal
   * @param {Uint8Array} [context]  canonical, with a seal
   * @returns {import("./statement.js").Statement | import("./seal.js").Seal}
   * @throws {CannotOpen} another case, a nonce again, a bad signature; the ledger stays as it was
   */
  append(entry, context) {
    const read = context ? this.#readSeal(entry, context) : this.#readStatement(entry);
    this.#links.push(nextLink(this.link, entry));
    return read;
  }

  /**
   * Check against what this client once saw.
   * @param {{length: number, head: string}} seen  head: b64 of the last link then
   * @returns {boolean}
   */
  agreesWith(seen) {
    return continues(this.#links, seen);
  }

  /** @returns {string} the case's code */
  get #case() {
    return /** @type {string} */ (this.name.split("/")[0]);
  }

  /** @param {import("./signed.js").Bytes} entry */
  #readStatement(entry) {
    const statement = readStatement(entry);
    const { nonce } = statement.fields;
    refuseUnless(statement.fields.case === this.#case && !this.#nonces.has(nonce));
    this.#nonces.add(nonce);
    return statement;
  }

  /**
   * @param {import("./signed.js").Bytes} entry
   * @param {Uint8Array} bytes
   */
  #readSeal(entry, bytes) {
    const context = readContext(bytes, this.#instance);
    refuseUnless(context.fields.case === this.#case);
    return readSeal(entry, context);
  }
}
