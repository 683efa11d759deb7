import { Refusal } from "../net/refusal.js";
import { owned } from "./owner.js";

/** @typedef {import("./owner.js").Owner} Owner */

/**
 * Keep one value a name for as long as its owner is signed in; whoever asks while it is being made waits for the same.
 * @template T
 * @param {(name: string, held: T | undefined, owner: Owner) => Promise<T>} make  gets what was held, to bring it up to date
 * @returns {(name: string, maxAge?: number) => Promise<T>}  maxAge: milliseconds within which it counts as fresh
 */
export function keptFresh(make) {
  /** @type {WeakMap<Owner, Map<string, {value?: T, at: number, flight?: Promise<T>}>>} */
  const all = new WeakMap();
  return async (name, maxAge = 0) => {
    const owner = owned();
    const own = all.get(owner) ?? new Map();
    all.set(owner, own);
    const kept = own.get(name) ?? { at: 0 };
    own.set(name, kept);
    if (kept.value !== undefined && Date.now() - kept.at < maxAge) return kept.value;
    kept.flight ??= make(name, kept.value, owner)
      .then((value) => Object.assign(kept, { value, at: Date.now() }).value)
      .catch((error) => {
        if (!isOutage(error)) own.delete(name); // what was held may have grown before the refusal: begin anew
        throw error;
      })
      .finally(() => {
        kept.flight = undefined;
      });
    return kept.flight;
  };
}

/** @param {unknown} error */
function isOutage(error) {
  return error instanceof Refusal && (error.code === "network" || error.status >= 500);
}
