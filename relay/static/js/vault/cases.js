// The office's work: institutions, cases and their sealed sheet, who mediates (protocol.md §4.2 `sheet`, §5 `brief`, §6).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { makeGrant } from "../protocol/grant.js";
import { verifiedCustody, verifiedRoster } from "./chains.js";
import { packLetter } from "./containers.js";
import { assignDesk } from "./desks.js";
import { now } from "./moments.js";
import { owned } from "./owner.js";
import { openReceived } from "./reading.js";
import { fileKeyOf, receive } from "./received.js";
import { sendSealed } from "./sealing.js";
import { decide, post, sign } from "./statements.js";

/** @param {{code: string, name: string, lang: string}} institution */
export async function createInstitution({ code, name, lang }) {
  await api.post("/institutions", { code, name, lang });
  return { code };
}

/**
 * Create a case, name the other person's institution, and seal the sheet to the office. Done again after a dropped
 * network, it goes on where it stopped.
 * @param {{code: string, institution: string, langs: string[], sheet: string}} made
 * @returns {Promise<{code: string, public_id: string}>}
 */
export async function createCase({ code, institution, langs, sheet }) {
  const lang = langs[0] ?? "en";
  const container = packLetter({ text: sheet, lang });
  const created = await api.post("/cases", { code, institution, langs }).catch((error) => unfinished(code, error));
  const parties = created.parties ?? [];
  if (!parties.some((/** @type {{party: string}} */ { party }) => party === "offender")) {
    await setOffenderDesk({ case: code, desk: institution ? `institution/${institution}` : "" });
  }
  await sendSealed({ kind: "sheet", case: code, thread: "", desk: "office", container });
  return { code, public_id: created.public_id };
}

/** @param {{case: string, desk: string}} where  desk: "" when the mediator delivers in person */
async function setOffenderDesk({ case: code, desk }) {
  await decide(code, { type: "party", party: "offender", card: "", desk });
  return {};
}

/**
 * @param {{case: string, card: string}} whom  a mediator's card digest
 * @returns {Promise<{epoch: number}>}
 */
export function assign({ case: code, card }) {
  return assignDesk(`case/${code}`, card);
}

/**
 * Find where a case is, by its code.
 * @param {{code: string}} which
 * @returns {Promise<{publicId: string}>}
 * @throws {Refusal} 404 for no such case, and for one that is not hers
 */
export async function findCase({ code }) {
  const { public_id: publicId } = await api.get(`/cases/${encodeURIComponent(code)}`);
  return { publicId };
}

/** @param {{case: string}} which  @throws {Refusal} 404: it has none; `cannot-open`: what is served is no sheet of this case */
export async function openSheet({ case: code }) {
  return openReceived(await receiveSheet(code));
}

/**
 * Grant the sheet to the case desk, once its mediator has opened it.
 * @param {{case: string}} which
 * @throws {Refusal} `desk-closed`
 */
export async function brief({ case: code }) {
  const [roster, custody] = [await verifiedRoster(), await verifiedCustody(`case/${code}`)];
  if (!custody.current || !custody.sealable(roster)) throw new Refusal("desk-closed");
  const received = await receiveSheet(code);
  const to = custody.current.box;
  const { h } = received.head.context;
  const grant = makeGrant(owned().identity, { h, fileKey: fileKeyOf(received), to, seq: 0, at: now() });
  await post([sign(code, { type: "brief", message: received.id, grants: [encode(grant.digest)] })], [grant]);
  return {};
}

/**
 * Its id comes from the server: another case's sheet is not opened as this one's, nor granted to its desk.
 * @param {string} code
 */
async function receiveSheet(code) {
  const { sheet } = await api.get(`/cases/${code}`);
  if (!sheet) throw new Refusal("not-found", { status: 404 });
  const received = await receive(sheet);
  const { case: of, kind } = received.head.context.fields;
  if (of !== code || kind !== "sheet") throw new Refusal("cannot-open");
  return received;
}

/**
 * @param {string} code
 * @param {unknown} error
 * @returns {Promise<any>} a case whose making stopped half-way
 */
async function unfinished(code, error) {
  if (!(error instanceof Refusal) || error.status !== 409) throw error;
  const found = await api.get(`/cases/${code}`);
  if (found.sheet) throw error;
  return found;
}
