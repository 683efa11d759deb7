// Whom one writes to: shown, and a change of mediator waits for confirmation before anything is sealed (protocol.md §6).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { cardOf, shown } from "./cards.js";
import { verifiedCustody, verifiedRoster } from "./chains.js";
import { verifiedLedger } from "./ledgers.js";
import { owned } from "./owner.js";
import { recall, remember } from "./seen.js";

/** @typedef {{card: string, name: string, fingerprint: string}} Person */

/**
 * Verify roster, and of a case its desk and the ledger one may read.
 * @param {{case?: string}} which
 * @returns {Promise<{ok: true, mediator: Person | null, changed: boolean}>}
 */
export async function trust({ case: code }) {
  await verifiedRoster();
  if (!code) return { ok: true, mediator: null, changed: false };
  const name = await ledgerName(code);
  if (name) await verifiedLedger(name);
  return { ok: true, ...(await mediatorOf(code)) };
}

/**
 * Remember that this person knows who mediates now.
 * @param {{case: string, card?: string}} which  card: digest of the one that was shown to her
 * @throws {Refusal} `mediator-changed`: it is somebody else by now
 */
export async function confirmMediator({ case: code, card }) {
  const { mediator } = await mediatorOf(code, 0);
  if (card !== undefined && mediator?.card !== card) throw new Refusal("mediator-changed");
  if (mediator) await note(code, mediator.card);
  return {};
}

/**
 * Nothing is sealed to a mediator whom the author has not met or confirmed (protocol.md §6).
 * @param {string} code
 * @param {number} [maxAge]  milliseconds
 * @throws {Refusal} `mediator-changed`
 */
export async function requireKnownMediator(code, maxAge) {
  const { changed } = await mediatorOf(code, maxAge);
  if (changed) throw new Refusal("mediator-changed");
}

/**
 * @param {string} code
 * @param {number} [maxAge]  milliseconds
 * @returns {Promise<{mediator: Person | null, changed: boolean}>} who holds the case desk now
 */
export async function mediatorOf(code, maxAge) {
  const custody = await verifiedCustody(`case/${code}`, maxAge);
  const [holder] = custody.current ? custody.holders(custody.epoch) : [];
  if (!holder) return { mediator: null, changed: false };
  const confirmed = (await recall()).mediators[code];
  if (!confirmed) await note(code, holder); // the first is the one she meets
  const known = [undefined, holder].includes(confirmed) || holder === encode(owned().card.digest);
  return { mediator: shown(await cardOf(holder)), changed: !known };
}

/**
 * Remember whom this person met first in a case by what they signed, before anybody else is taken for them.
 * @param {string} code
 * @param {() => Promise<string | undefined>} meeting  finds the mediator's card (digest); asked only where nobody is known
 */
export async function meetFirst(code, meeting) {
  if ((await recall()).mediators[code]) return;
  const card = await meeting();
  if (card) await note(code, card);
}

/**
 * @param {string} code
 * @returns {Promise<string>} the ledger of that case that this person may read, "" for none
 */
export async function ledgerName(code) {
  const { role } = owned().card.fields;
  if (role === "liaison") return "";
  if (role !== "victim") return code;
  const { thread } = await api.get(`/cases/${code}`);
  return thread ? `${code}/${thread}` : "";
}

/**
 * @param {string} code
 * @param {string} card
 */
async function note(code, card) {
  const own = encode(owned().card.digest);
  if (card === own) return;
  await remember((seen) => {
    if (seen.mediators[code] === card) return false;
    seen.mediators[code] = card;
    return true;
  });
}
