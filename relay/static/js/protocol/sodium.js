// The only import of libsodium. No top-level await here: a worker that awaits before it listens loses messages.
import wrappers from "../../vendor/libsodium/libsodium-wrappers.mjs";

/** libsodium's functions; there only once `ready` is fulfilled. */
export const sodium = wrappers;

/** Fulfilled once libsodium can be used: await it before anything else of this folder. */
export const ready = wrappers.ready;

/**
 * Draw random bytes.
 * @param {number} length
 * @returns {Uint8Array}
 */
export function randomBytes(length) {
  return sodium.randombytes_buf(length);
}
