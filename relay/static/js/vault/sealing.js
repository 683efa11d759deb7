// Sealing to a desk and sending: the same sealed bytes until the server has them, or all is drawn anew (protocol.md §4.3).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { sealMessage } from "../protocol/message.js";
import { hash, text } from "../protocol/notation.js";
import { RECENTLY, verifiedCustody, verifiedRoster } from "./chains.js";
import { now } from "./moments.js";
import { owned } from "./owner.js";
import { requireKnownMediator } from "./trust.js";

/** @typedef {import("../protocol/message.js").SealedMessage & {id: string}} Sealed */
/**
 * @typedef {object} Outgoing
 * @property {import("../protocol/context.js").Kind} kind
 * @property {string} case
 * @property {string} thread
 * @property {string} [original]
 * @property {string} desk  the desk's name
 * @property {Uint8Array} container
 * @property {{draft?: string, keep?: boolean, task?: number}} [with]
 */

/** Longest body that travels inside the JSON, in bytes: the server takes no longer one there (docs/api.md). */
const INLINE = 1024 * 1024;
const TRIES = 3;
const STALE = new Set(["stale-custody", "seq-taken", "id-taken"]);

/** Sealed and not yet acknowledged, by what it says. @type {Map<string, Sealed>} */
const waiting = new Map();
/** The next count in a case, where it is known. @type {Map<string, number>} */
const counts = new Map();

/**
 * Seal and send; called again with the same content after a dropped network, it sends the same bytes.
 * @param {Outgoing} outgoing
 * @returns {Promise<string>} the message's id, once acknowledged
 * @throws {Refusal} `desk-closed`; what the server refuses
 */
export async function sendSealed(outgoing) {
  const name = nameOf(outgoing);
  for (let tried = 1; ; tried++) {
    const sealed = waiting.get(name) ?? (await seal(outgoing, tried > 1));
    waiting.set(name, sealed);
    try {
      await deliver(sealed, outgoing.with ?? {});
      waiting.delete(name);
      counts.set(outgoing.case, (counts.get(outgoing.case) ?? 1) + 1);
      return sealed.id;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === "network" || error.status >= 500) throw error;
      waiting.delete(name);
      counts.delete(outgoing.case);
      if (!STALE.has(error.code) || tried === TRIES) throw error;
    }
  }
}

/**
 * Keep the next count in a case, so that sending need not ask.
 * @param {string} code
 * @param {number} next
 */
export function noteCount(code, next) {
  counts.set(code, next);
}

/**
 * @param {Outgoing} outgoing
 * @param {boolean} anew  after a refusal: verify everything again
 * @returns {Promise<Sealed>}
 */
async function seal({ kind, case: code, thread, original = "", desk, container }, anew) {
  const { identity, instance } = owned();
  const roster = await verifiedRoster(anew ? 0 : RECENTLY);
  const custody = await verifiedCustody(desk, anew ? 0 : RECENTLY);
  const { current } = custody;
  if (!current || !custody.sealable(roster)) throw new Refusal("desk-closed");
  if (desk === `case/${code}`) await requireKnownMediator(code, RECENTLY); // of the chain that is sealed to
  const seq = counts.get(code) ?? (await api.get(`/cases/${code}`)).next_seq;
  counts.set(code, seq);
  const address = { kind, case: code, thread, original, instance, desk: { box: current.box, custody: custody.head } };
  return sealMessage({ ...address, author: identity, container, seq, at: now() });
}

/**
 * @param {Sealed} sealed
 * @param {{draft?: string, keep?: boolean, task?: number}} more
 */
async function deliver(sealed, more) {
  const inline = sealed.body.length <= INLINE;
  if (!inline) await api.putBytes(`/messages/${sealed.id}/body`, sealed.body);
  const head = {
    context: text(sealed.context),
    seal: text(sealed.seal),
    seal_signature: encode(sealed.sealSignature),
    grant: text(sealed.grant),
    grant_signature: encode(sealed.grantSignature),
  };
  await api.post("/messages", { ...head, ...(inline ? { body: encode(sealed.body) } : {}), ...more }, { again: true });
}

/** @param {Outgoing} outgoing */
function nameOf({ kind, case: code, thread, original = "", container, with: more }) {
  const { person } = owned().card.fields;
  const content = encode(hash("vault-outgoing", container));
  return [person, kind, code, thread, original, more?.draft ?? "", more?.task ?? "", content].join(" ");
}
