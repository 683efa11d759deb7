/**
 * The one refusal of this folder (protocol.md §1): whatever is wrong, a reader learns only that it does not open.
 */
export class CannotOpen extends Error {
  constructor() {
    super("cannot open");
    this.name = "CannotOpen";
  }
}

/**
 * Refuse unless a check holds.
 * @param {unknown} ok
 * @returns {asserts ok}
 * @throws {CannotOpen}
 */
export function refuseUnless(ok) {
  if (!ok) throw new CannotOpen();
}

/**
 * Make any failure inside a function the one refusal: libraries, the JSON parser and the stack included.
 * @template {unknown[]} A
 * @template R
 * @param {(...given: A) => R} read
 * @returns {(...given: A) => R}
 */
export function refusing(read) {
  return (...given) => {
    try {
      return read(...given);
    } catch {
      throw new CannotOpen();
    }
  };
}
