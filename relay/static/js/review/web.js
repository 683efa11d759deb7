// E-mail and web addresses, also as somebody writes them who knows that they are looked for.
import { find } from "../../vendor/linkify/linkify.mjs";
import { hits } from "./hits.js";

const NAME = String.raw`(?<![\p{L}\d._+-])[\p{L}\d][\p{L}\d._+-]{0,63}\s{0,3}`;
const HOST = String.raw`\s{0,3}[\p{L}\d-]{1,63}`;
const SPOKEN_DOT = String.raw`\s{0,3}(?:\(dot\)|\[dot\]|\(point\)|\bdot\b|\bpoint\b)\s{0,3}\p{L}{2,12}(?!\p{L})`;
const DOT = String.raw`(?:\s{0,3}\.\s{0,3}\p{L}{2,12}(?!\p{L})|${SPOKEN_DOT})`;
/** "anna (at) example.ca", "anna at example dot ca", "anna arobase exemple point ca": a plain "at" needs a dot that is said. */
const SPELLED = new RegExp(
  String.raw`${NAME}(?:(?:\(at\)|\[at\]|\(a\)|\barobase\b|@)${HOST}${DOT}{1,3}|\bat\b${HOST}(?:${SPOKEN_DOT}){1,3})`,
  "giu",
);
/** A name on a network: "@anna.b" */
const HANDLE = /(?<![\p{L}\d_.@])@[\p{L}\d_][\p{L}\d_.]{2,}/gu;
/** A sentence without a space after its full stop is no address: "home.It" */
const SENTENCE_END = /^\p{L}+\.\p{Lu}\p{Ll}*$/u;

/** @param {string} text @returns {import("./flags.js").Flag[]} may overlap */
export function webAddresses(text) {
  const linked = find(text).filter(({ value }) => !SENTENCE_END.test(value));
  const known = linked.map(({ type, value, start, end }) => {
    return { kind: /** @type {import("./flags.js").Kind} */ (type === "email" ? "email" : "web"), text: value, start, end };
  });
  return [...known, ...hits("email", text, SPELLED), ...hits("web", text, HANDLE)];
}
