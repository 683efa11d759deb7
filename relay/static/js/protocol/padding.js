// protocol.md §4.1: Padmé, so that a length tells little. Plain arithmetic: bit operations break above 2^31.
import { refuseUnless } from "./errors.js";

const LEAST = 4096;
/** A padded container's longest length. */
export const SIZE_LIMIT = 2 ** 36;

/**
 * Compute the padded length.
 * @param {number} length  in bytes, of a container without its padding
 * @returns {number} at most SIZE_LIMIT
 * @throws {CannotOpen} longer than any container
 */
export function padded(length) {
  refuseUnless(length <= SIZE_LIMIT);
  if (length <= LEAST) return LEAST;
  const exponent = floorLog2(length);
  const unit = 2 ** (exponent - floorLog2(exponent) - 1);
  return Math.ceil(length / unit) * unit; // exact: unit is a power of two
}

/**
 * @param {number} number  at least 1
 * @returns {number}
 */
function floorLog2(number) {
  let exponent = 0;
  for (let power = 2; power <= number; power *= 2) exponent++;
  return exponent;
}
