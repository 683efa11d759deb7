// The mediator's decision that a message may go to the other party: one grant, one statement (R3; protocol.md §4.5, §5).
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { shownParts } from "./containers.js";
import { prospectOf } from "./prospect.js";
import { openBodyOf, receive, requireStanding } from "./received.js";
import { grantTo, reviews } from "./reviewing.js";
import { post, sign } from "./statements.js";

/**
 * @typedef {object} Preview  exactly what the other side would get, on which consent, and what stands in the way
 * @property {string} message
 * @property {string} case
 * @property {string} to  party
 * @property {string} from  party
 * @property {import("./book.js").Decision | null} consent  the recipient's newest on receiving this kind
 * @property {"portal" | "institution" | "in-person"} delivery
 * @property {string} institution  its code; "" where it goes to none
 * @property {string[]} problems  codes; none: it may go
 * @property {string} lang
 * @property {import("./containers.js").ShownPart[]} parts
 * @property {string} state
 */
/** @typedef {{message: string, to?: string, inPerson?: boolean}} Chosen  to, inPerson: of a carried message */

/**
 * Show exactly what the other side would get, and what stands in the way.
 * @param {Chosen} chosen
 * @returns {Promise<Preview>}
 */
export async function previewRelease({ message, ...chosen }) {
  const received = await receive(message);
  const { book, known } = requireStanding(received);
  const { box: _box, ...prospect } = await prospectOf(book, message, chosen);
  const { lang, parts } = await openBodyOf(received);
  const { case: code } = received.head.context.fields;
  return { message, case: code, ...prospect, lang, parts: shownParts(parts), state: known.state };
}

/**
 * Release, resting on the consent that was shown.
 * @param {Chosen & {consent: string}} decision  consent: digest
 * @returns {Promise<{state: "released"}>}
 * @throws {Refusal} `consent-missing`, `not-prepared`, `agreement-missing`, `desk-closed`, `state-moved`, …
 */
export async function release({ message, consent, ...chosen }) {
  const received = await receive(message);
  const { book, known } = requireStanding(received);
  const prospect = await prospectOf(book, message, chosen);
  if (prospect.consent?.digest !== consent) throw new Refusal("consent-missing", { status: 422 });
  const [problem] = prospect.problems;
  if (problem) throw new Refusal(problem, { status: 422 });
  await openBodyOf(received); // nothing is granted on that does not open whole
  const { case: code } = received.head.context.fields;
  const grants = prospect.box ? [grantTo(prospect.box, received)] : [];
  const names = grants.map((grant) => encode(grant.digest));
  const decision = sign(code, { type: "release", message, to: prospect.to, consent, grants: names });
  await post([...reviews(code, message, missing(known.state)), decision], grants);
  return { state: "released" };
}

/** @param {string} state  @returns {string[]} what is to be signed before a release */
function missing(state) {
  if (state === "approved") return [];
  return state === "sealed" ? ["reading", "approved"] : ["approved"];
}
