// What would happen if a message were released now: to whom, on which consent, and what stands in the way (R3, R4).
import { addressOf, sourceOf } from "./reviewing.js";

/** @typedef {import("./book.js").Book} Book */
/** @typedef {import("./book.js").BookMessage} BookMessage */
/**
 * @typedef {import("./reviewing.js").Address & object} Prospect
 * @property {string} to
 * @property {string} from
 * @property {import("./book.js").Decision | null} consent  the recipient's newest on receiving this kind
 * @property {string[]} problems
 */

const GONE = new Set(["withdrawn", "released"]);
const WAITS_FOR_AUTHOR = new Set(["returned", "proposed"]);
/** @type {Record<string, string>} which model of consent a kind needs */
export const MODEL_OF = { letter: "letters", video: "video", audio: "video", relayed: "relayed" };

/**
 * @param {Book} book
 * @param {string} message
 * @param {{to?: string, inPerson?: boolean}} [chosen]  of a carried message: to which side, and whether it is said in person
 */
export async function prospectOf(book, message, { to: side = "", inPerson = false } = {}) {
  const known = /** @type {BookMessage} */ (book.messages.get(message));
  const { thread, kind } = known;
  const from = sourceOf(known) || (side === "offender" ? thread : "offender");
  const to = from === "offender" ? thread : "offender";
  const spoken = inPerson && kind === "relayed";
  const address = spoken ? { delivery: /** @type {const} */ ("in-person"), institution: "", box: null } : await addressOf(to, book);
  const model = MODEL_OF[kind] ?? "";
  const consent = book.consentOf(to, model, "receive");
  const problems = [
    [model === "", "not-releasable"],
    [GONE.has(known.state) || GONE.has(book.messages.get(known.original)?.state ?? ""), "state-moved"],
    [WAITS_FOR_AUTHOR.has(known.state), "waits-for-author"],
    [!isAgreed(book, message, known), "agreement-missing"],
    [!consent?.given, "consent-missing"],
    [!book.consentOf(from, model, "send")?.given, "sender-consent-missing"],
    [!book.prepared.has(from) || !book.prepared.has(to), "not-prepared"],
    [address.delivery !== "in-person" && !address.box, "desk-closed"],
  ];
  return { to, from, consent, ...address, problems: problems.filter(([is]) => is).map(([, code]) => String(code)) };
}

/**
 * Nothing edited goes without its author's agreement to exactly these bytes; nor what was carried and asked about (R4).
 * @param {Book} book
 * @param {string} message
 * @param {BookMessage} known
 */
function isAgreed(book, message, { kind, original, seal }) {
  const proposal = book.correspondence.proposals.get(kind === "relayed" ? message : original);
  if (kind === "relayed" && !proposal) return true;
  if (kind !== "relayed" && original === "") return true;
  return proposal?.edited === message && proposal.answer?.type === "agree" && proposal.answer.seal === seal;
}
