// protocol.md §4.3: a container in chunks, each of which opens on its own and in its place alone.
import { encode } from "./b64.js";
import { refuseUnless, refusing } from "./errors.js";
import { KEY_BYTES, concat, hash, u64le } from "./notation.js";
import { SIZE_LIMIT } from "./padding.js";
import { sodium } from "./sodium.js";

/** Bytes of an opened chunk; the last may have fewer. */
export const CHUNK = 262144;
const TAG_BYTES = 16;
/** Bytes of a sealed chunk. */
export const SEALED_CHUNK = CHUNK + TAG_BYTES;
const STREAM_BYTES = 16;

/** @typedef {{fileKey: Uint8Array, stream: Uint8Array, h: Uint8Array}} BodyKeys  32, 16 and 32 bytes */
/** @typedef {{index: number, last: boolean}} Place  counted from 0 */

/**
 * @param {number} size  of the container
 * @returns {number} how many chunks its body has
 */
export function chunks(size) {
  return Math.ceil(size / CHUNK);
}

/**
 * @param {number} size  of the container
 * @returns {number} how many bytes its body has
 */
export function bodyLength(size) {
  return size + TAG_BYTES * chunks(size);
}

/**
 * Seal one chunk.
 * @type {(chunk: Uint8Array, place: Place, keys: BodyKeys) => Uint8Array}
 * @throws {CannotOpen} a chunk longer than a chunk, or empty
 */
export const sealChunk = refusing((chunk, place, { fileKey, stream, h }) => {
  refuseUnless(chunk.length >= 1 && chunk.length <= CHUNK && fileKey.length === KEY_BYTES);
  refuseUnless(place.last || chunk.length === CHUNK);
  return sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(chunk, h, null, nonceOf(stream, place), fileKey);
});

/**
 * Open one chunk. Media may play so; nothing is shown, kept or granted before all of the body has opened.
 * @type {(sealed: Uint8Array, place: Place, keys: BodyKeys) => Uint8Array}
 * @throws {CannotOpen} wrong key, moved or altered chunk
 */
export const openChunk = refusing((sealed, place, { fileKey, stream, h }) => {
  refuseUnless(sealed.length > TAG_BYTES && sealed.length <= SEALED_CHUNK && fileKey.length === KEY_BYTES);
  refuseUnless(place.last || sealed.length === SEALED_CHUNK);
  return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, h, nonceOf(stream, place), fileKey);
});

/**
 * @param {Uint8Array} sealed  chunk
 * @returns {Uint8Array} 32 bytes
 */
export function chunkDigest(sealed) {
  return hash("chunk", sealed);
}

/**
 * @param {Uint8Array[]} digests  of all sealed chunks, in order
 * @returns {string} b64, as a seal names it
 */
export function bodyDigest(digests) {
  return encode(hash("body", concat(...digests)));
}

/**
 * Seal a whole container.
 * @type {(container: Uint8Array, keys: BodyKeys) => {body: Uint8Array, digest: string}}
 * @throws {CannotOpen} an empty one, or one above the limit
 */
export const sealBody = refusing((container, keys) => {
  refuseUnless(container.length >= 1 && container.length <= SIZE_LIMIT);
  const count = chunks(container.length);
  const body = new Uint8Array(bodyLength(container.length));
  const digests = [];
  for (let index = 0; index < count; index++) {
    const chunk = container.subarray(index * CHUNK, (index + 1) * CHUNK);
    const sealed = sealChunk(chunk, { index, last: index === count - 1 }, keys);
    body.set(sealed, index * SEALED_CHUNK);
    digests.push(chunkDigest(sealed));
  }
  return { body, digest: bodyDigest(digests) };
});

/**
 * Compute the digest of a whole sealed body.
 * @param {Uint8Array} body
 * @returns {string} b64
 */
export function digestOf(body) {
  const digests = [];
  for (let at = 0; at < body.length; at += SEALED_CHUNK)
    digests.push(chunkDigest(body.subarray(at, at + SEALED_CHUNK)));
  return bodyDigest(digests);
}

/**
 * Open a whole body.
 * @type {(body: Uint8Array, size: number, keys: BodyKeys) => Uint8Array}
 * @throws {CannotOpen}
 */
export const openBody = refusing((body, size, keys) => {
  refuseUnless(body.length === bodyLength(size));
  const container = new Uint8Array(size);
  const count = chunks(size);
  for (let index = 0; index < count; index++) {
    const sealed = body.subarray(index * SEALED_CHUNK, (index + 1) * SEALED_CHUNK);
    container.set(openChunk(sealed, { index, last: index === count - 1 }, keys), index * CHUNK);
  }
  return container;
});

/**
 * The STREAM construction's nonce: stream ‖ u64le(index + last · 2^63).
 * @param {Uint8Array} stream
 * @param {Place} place
 * @returns {Uint8Array} 24 bytes
 */
function nonceOf(stream, { index, last }) {
  refuseUnless(stream.length === STREAM_BYTES);
  const counter = u64le(index);
  if (last) counter[7] = 0x80; // bit 63; an index never reaches it
  return concat(stream, counter);
}
