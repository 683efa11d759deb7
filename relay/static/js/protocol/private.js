// protocol.md §3: what a person keeps for themselves. Each save draws a new nonce.
import { open, seal } from "./aead.js";
import { decode } from "./b64.js";
import { refuseUnless, refusing } from "./errors.js";
import { concat, keyed, label, u64le } from "./notation.js";

const ID_BYTES = 16;
const NOTHING = new Uint8Array(0);

/**
 * Seal a draft, or the kept copy of a letter.
 * @param {Uint8Array} seed
 * @param {Uint8Array} id  16 bytes
 * @param {Uint8Array} container
 * @returns {Uint8Array}
 */
export function sealDraft(seed, id, container) {
  return seal(keyed(seed, "draft", NOTHING), container, draftPlace(id));
}

/**
 * @type {(seed: Uint8Array, id: Uint8Array, sealed: Uint8Array) => Uint8Array}
 * @throws {CannotOpen}
 */
export const openDraft = refusing((seed, id, sealed) => open(keyed(seed, "draft", NOTHING), sealed, draftPlace(id)));

/**
 * Seal one piece of a recording that waits to be sent.
 * @param {Uint8Array} seed
 * @param {Uint8Array} id  16 bytes, the draft's
 * @param {number} index  from 0
 * @param {Uint8Array} piece
 * @returns {Uint8Array}
 */
export function sealPiece(seed, id, index, piece) {
  return seal(keyed(seed, "piece", NOTHING), piece, piecePlace(id, index));
}

/**
 * @type {(seed: Uint8Array, id: Uint8Array, index: number, sealed: Uint8Array) => Uint8Array}
 * @throws {CannotOpen}
 */
export const openPiece = refusing((seed, id, index, sealed) =>
  open(keyed(seed, "piece", NOTHING), sealed, piecePlace(id, index)),
);

/**
 * Seal what this client has seen, and its person's private choices.
 * @param {Uint8Array} seed
 * @param {string} person  b64
 * @param {Uint8Array} seen  JSON of the client's own making
 * @returns {Uint8Array}
 */
export function sealSeen(seed, person, seen) {
  return seal(keyed(seed, "seen", NOTHING), seen, seenPlace(person));
}

/**
 * @type {(seed: Uint8Array, person: string, sealed: Uint8Array) => Uint8Array}
 * @throws {CannotOpen}
 */
export const openSeen = refusing((seed, person, sealed) =>
  open(keyed(seed, "seen", NOTHING), sealed, seenPlace(person)),
);

/** @param {Uint8Array} id */
function draftPlace(id) {
  refuseUnless(id.length === ID_BYTES);
  return concat(label("draft"), id);
}

/**
 * @param {Uint8Array} id
 * @param {number} index
 */
function piecePlace(id, index) {
  refuseUnless(id.length === ID_BYTES && Number.isSafeInteger(index) && index >= 0);
  return concat(label("piece"), id, u64le(index));
}

/** @param {string} person */
function seenPlace(person) {
  return concat(label("seen"), decode(person, ID_BYTES));
}
