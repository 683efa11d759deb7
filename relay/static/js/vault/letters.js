// A victim's letter, and a word for the mediator alone.
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { RECENTLY } from "./chains.js";
import { packLetter } from "./containers.js";
import { ensureSaved } from "./drafts.js";
import { owned } from "./owner.js";
import { noteCount, sendSealed } from "./sealing.js";
import { me } from "./session.js";
import { keptFresh } from "./shared_flight.js";
import { mediatorOf, trust } from "./trust.js";

/** @typedef {import("./containers.js").Part} Part */
/** @typedef {{case: string, text: string, images?: Part[], lang: string, draft?: string, keep?: boolean, aside?: string}} Letter */
/** @typedef {{mediator: {card: string, name: string, fingerprint: string} | null, changed: boolean, awaiting: string[]}} Prospect */

/** @type {Record<string, string>} what a refusal is called when something is still awaited */
const AWAITED = { party: "not-confirmed", desk: "desk-closed", consent: "consent-missing" };

/** Letters acknowledged whose aside is not: asked again, only the aside is sent. @type {Map<string, string>} */
const withoutAside = new Map();

const caseFor = keptFresh(async (code) => {
  const found = await api.get(`/cases/${code}`);
  noteCount(code, found.next_seq);
  return found;
});

/**
 * Verify everything that sending rests on, ahead of the press of a button.
 * @param {{case: string}} which
 * @returns {Promise<Prospect>}
 */
export async function prepareSend({ case: code }) {
  if (owned().status !== "confirmed" && (await me()).status !== "confirmed") {
    return { mediator: null, changed: false, awaiting: ["party"] };
  }
  const { mediator, changed } = await trust({ case: code });
  const { awaiting = [] } = await caseFor(code);
  return { mediator, changed, awaiting };
}

/**
 * Seal a letter to the case's mediator and send it; then a word for the mediator alone, where there is one.
 * @param {Letter} letter
 * @returns {Promise<{message: string, aside: string}>}
 * @throws {Refusal} `mediator-changed`, `not-confirmed`, `desk-closed`, `consent-missing`, `empty`, `network`
 */
export async function sendLetter(letter) {
  const { case: code, draft, keep = false, aside = "" } = letter;
  const container = packLetter(letter);
  const { thread } = await readyToSend(code);
  if (draft && keep) await ensureSaved({ ...letter, draft });
  const place = { case: code, thread, desk: `case/${code}` };
  const name = [code, draft ?? "", letter.text].join(" ");
  const outgoing = { ...place, kind: /** @type {const} */ ("letter"), container, with: draft ? { draft, keep } : {} };
  const message = withoutAside.get(name) ?? (await sendSealed(outgoing));
  if (!aside.trim()) return { message, aside: "" };
  withoutAside.set(name, message);
  const word = await sendAside({ case: code, text: aside, lang: letter.lang, original: message });
  withoutAside.delete(name);
  return { message, aside: word.message };
}

/**
 * @param {{case: string, text: string, lang: string, original?: string}} word
 * @returns {Promise<{message: string}>}
 */
export async function sendAside({ case: code, text, lang, original = "" }) {
  const { thread } = await readyToSend(code);
  const container = packLetter({ text, lang });
  return { message: await sendSealed({ kind: "aside", case: code, thread, original, desk: `case/${code}`, container }) };
}

/**
 * @param {string} code
 * @returns {Promise<{thread: string}>}
 */
async function readyToSend(code) {
  if (owned().status !== "confirmed" && (await me()).status !== "confirmed") throw new Refusal("not-confirmed");
  const { changed } = await mediatorOf(code, RECENTLY);
  if (changed) throw new Refusal("mediator-changed");
  const known = await caseFor(code, RECENTLY);
  const found = known.awaiting?.length ? await caseFor(code) : known; // she may have agreed since
  const [first] = found.awaiting ?? [];
  if (first && owned().card.fields.role === "victim") throw new Refusal(AWAITED[first] ?? first);
  return found;
}
