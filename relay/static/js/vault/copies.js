// A mediator's changed copy of a letter while she works on it: sealed to herself like a draft, found again by the letter.
import { decode, encode } from "../protocol/b64.js";
import { isText, openContainer, packContainer } from "../protocol/container.js";
import { keyed, text, utf8 } from "../protocol/notation.js";
import { clean } from "./containers.js";
import { keep, kept } from "./drafts.js";
import { owned } from "./owner.js";

const ID_BYTES = 16;

/** Stands before every text: no part may be empty, and a passage may be emptied. */
const BEFORE = "\n";

/**
 * Save the words of a changed copy; its pictures stay with the letter.
 * @param {{case: string, message: string, words: string[], lang: string}} copy  words: one for each place that can change
 * @returns {Promise<{saved: string}>} once the server has acknowledged it
 * @throws {Refusal} 409 `draft-moved`
 */
export async function saveCopy({ case: code, message, words, lang }) {
  const parts = words.map((one) => ({ type: "text/plain", bytes: utf8(BEFORE + clean(one)) }));
  return keep(idOf(message), packContainer({ lang, parts }), { case: code, message });
}

/**
 * @param {{message: string}} which
 * @returns {Promise<{saved: string, words: string[]}>} saved: "" where none was begun
 */
export async function loadCopy({ message }) {
  const found = await kept(idOf(message));
  if (!found) return { saved: "", words: [] };
  const { parts } = openContainer(found.container);
  const words = parts.filter(({ type }) => isText(type)).map(({ bytes }) => text(bytes).slice(BEFORE.length));
  return { saved: found.saved, words };
}

/**
 * A draft's id is its client's choice (protocol.md §3): this one is found again on every device of hers, by nobody else.
 * @param {string} message
 */
function idOf(message) {
  return encode(keyed(owned().identity.seed, "copy-id", decode(message, ID_BYTES)).slice(0, ID_BYTES));
}
