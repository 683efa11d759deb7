// Decisions that are one statement: consent, preparation, acceptance, review, an outcome.
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { verifiedCustody } from "./chains.js";
import { openDesk } from "./desks.js";
import { owned } from "./owner.js";
import { receive, requireStanding } from "./received.js";
import { reviews } from "./reviewing.js";
import { decide, post, sign } from "./statements.js";

/** @typedef {{case: string, party: string, scope: string, model: string, given: boolean, how: string}} Consent */

/** @param {Consent} consent  @returns {Promise<{digest: string}>} */
export async function setConsent({ case: code, party, scope, model, given, how }) {
  return { digest: await decide(code, { type: "consent", party, scope, model, given, how }) };
}

/** @param {{case: string, party: string, checks: string[]}} done */
export async function prepared({ case: code, party, checks }) {
  return { digest: await decide(code, { type: "prepared", party, checks }) };
}

/**
 * Accept the present mediator as neutral.
 * @param {{case: string, party?: string, given?: boolean, how?: string, card?: string}} answer  a victim's own party and
 *   `portal` where left out; card: digest of the mediator's that was shown
 * @returns {Promise<{digest: string}>}
 * @throws {Refusal} `desk-closed`, `mediator-changed`
 */
export async function accept({ case: code, party, given = true, how = "portal", card }) {
  const custody = await verifiedCustody(`case/${code}`);
  const [holder] = custody.current ? custody.holders(custody.epoch) : [];
  if (!holder) throw new Refusal("desk-closed");
  if (card !== undefined && card !== holder) throw new Refusal("mediator-changed");
  const own = party ?? (await api.get(`/cases/${code}`)).thread;
  return { digest: await decide(code, { type: "accept", party: own, holder, given, how }) };
}

/**
 * Take on a case: no conflict of interest, and its key made on this device.
 * @param {{case: string}} which
 * @returns {Promise<{epoch: number}>}
 */
export async function takeOn({ case: code }) {
  const desk = `case/${code}`;
  const custody = await verifiedCustody(desk);
  const own = encode(owned().card.digest);
  if (!custody.assigned(custody.epoch).includes(own)) throw new Refusal("not-assigned");
  await decide(code, { type: "declare", conflict: false });
  return openDesk({ desk });
}

/** @param {{case: string}} which */
export async function declareConflict({ case: code }) {
  await decide(code, { type: "declare", conflict: true });
  return {};
}

/**
 * @param {{message: string, to: string, until?: string}} review
 * @returns {Promise<{state: string}>}
 */
export async function review({ message, to, until = "" }) {
  const received = await receive(message);
  const { case: code } = received.head.context.fields;
  const { known } = requireStanding(received);
  const read = known.state === "sealed" && to !== "reading" ? reviews(code, message, ["reading"]) : [];
  await post([...read, sign(code, { type: "review", message, to, until })]);
  return { state: to };
}

/**
 * A victim lets it be known that she read; never done by itself.
 * @param {{message: string, case: string}} which
 */
export async function opened({ message, case: code }) {
  await decide(code, { type: "opened", message });
  return {};
}
