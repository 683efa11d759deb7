// The vault: unlocked keys live in this worker alone. Pages ask one verb at a time and get plain data.
import { Refusal } from "../net/refusal.js";
import { CannotOpen } from "../protocol/errors.js";
import { ready } from "../protocol/sodium.js";
import { find, warm } from "./verbs.js";

const page = /** @type {Worker} */ (/** @type {unknown} */ (self));

// First of all: a message that comes before somebody listens is lost.
self.onmessage = ({ data }) => void answer(data);

/** @param {{id: number, verb: string, args: any}} question */
async function answer({ id, verb, args }) {
  try {
    await ready;
    const run = await find(verb);
    if (!run) throw new Refusal("no-such-verb", { detail: verb });
    const ok = await run(args);
    page.postMessage({ id, ok });
    if (verb === "restore" && ok) await warm(); // where nobody is signed in, one room is asked, over a line that may be slow
  } catch (error) {
    page.postMessage({ id, error: plain(error) });
  }
}

/**
 * @param {unknown} error
 * @returns {ReturnType<Refusal["toPlain"]>}
 */
function plain(error) {
  if (error instanceof Refusal) return error.toPlain();
  if (error instanceof CannotOpen) return new Refusal("cannot-open").toPlain();
  console.error("vault:", error instanceof Error ? error.name : "failure"); // the name alone: a message may carry content
  return new Refusal("unknown").toPlain();
}
