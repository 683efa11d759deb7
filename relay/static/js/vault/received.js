// A message as the server hands it to whoever was granted it: verified whole, held against the ledger by who may read that
// (else the server could put its own in the place of any that came with its entry grant), then opened (protocol.md §4.3, §4.5).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { keyId } from "../protocol/identity.js";
import { openHead, openMessage as openWhole, readHead } from "../protocol/message.js";
import { decode, encode } from "../protocol/b64.js";
import { OF_THE_OFFICE } from "../protocol/context.js";
import { utf8 } from "../protocol/notation.js";
import { verifiedCustody } from "./chains.js";
import { deskKey } from "./desks.js";
import { verifiedLedger } from "./ledgers.js";
import { owned } from "./owner.js";

/** @typedef {import("../protocol/message.js").Head} Head */
/** @typedef {import("../protocol/custody.js").Custody} Custody */
/** @typedef {{book: import("./book.js").Book, known: import("./book.js").BookMessage}} Standing  the verified staff ledger, and what it says of a message */
/**
 * @typedef {object} Received
 * @property {string} id
 * @property {any} sealed
 * @property {Head} head
 * @property {import("../protocol/seal_to.js").BoxKeyPair} box
 * @property {Custody} custody
 * @property {Standing | null} standing  null for who reads no staff ledger
 */

const READ_THE_LEDGER = new Set(["mediator", "officer"]);
/**
 * Fetch a message's head, verify it and find the key that opens it. A mediator or an officer is given nothing that the
 * staff ledger, as it stands now, does not hold under exactly this seal: its author had the right to write it.
 * @param {string} id
 * @returns {Promise<Received>}
 * @throws {Refusal} 404 not hers, `cannot-open`, `not-granted`, `wrong-author`
 */
export async function receive(id) {
  const { instance, identity, card } = owned();
  const sealed = fromAnswer(await api.get(`/messages/${id}`));
  const head = readHead(sealed, { instance });
  if (head.context.fields.id !== id) throw new Refusal("cannot-open");
  const { key } = head.grant.fields;
  const box = key === keyId(identity.box.pk) ? identity.box : (await deskKey(key, deskHeld(head))).box;
  const custody = await verifiedCustody(deskOf(head));
  if (!custody.covers(head.context.fields)) throw new Refusal("cannot-open"); // sealed to another desk than its case's
  const standing = READ_THE_LEDGER.has(card.fields.role) ? await standingOf(head) : null;
  return { id, sealed, head, box, custody, standing };
}

/** @param {Head} head  @returns {Promise<Standing>} */
async function standingOf({ context, seal }) {
  const { book } = await verifiedLedger(context.fields.case);
  const known = book.messages.get(context.fields.id);
  if (known?.seal !== encode(seal.digest)) throw new Refusal("wrong-author");
  return { book, known };
}

/**
 * @param {Received} received
 * @returns {Standing} what a mediator's decisions about it rest on
 * @throws {Refusal} `wrong-author`: for who reads no staff ledger
 */
export function requireStanding({ standing }) {
  if (!standing) throw new Refusal("wrong-author");
  return standing;
}

/**
 * Fetch its body and open all of it.
 * @param {Received} received
 * @returns {Promise<import("../protocol/container.js").Container>}
 * @throws {CannotOpen}
 */
export async function openBodyOf({ id, sealed, box, custody }) {
  const body = await api.getBytes(`/messages/${id}/body`);
  if (!body) throw new Refusal("not-found", { status: 404 });
  return openWhole({ ...sealed, body: body.bytes }, { instance: owned().instance, box, custody });
}

/**
 * @param {Received} received
 * @returns {Uint8Array} the file key, to grant it on
 */
export function fileKeyOf({ head, box, custody }) {
  return openHead(head, { box, custody }).fileKey;
}

/**
 * Hold what one was given against the release that gave it.
 * @param {Head} head
 * @param {string} to  the reader's side
 * @throws {Refusal} `cannot-open`: not released, or to the other side
 */
export function requireReleasedTo({ statement }, to) {
  if (statement?.fields.type !== "release" || statement.fields.to !== to) throw new Refusal("cannot-open");
}

/**
 * @param {Head} head
 * @returns {string} name of the desk it was sealed to
 */
export function deskOf({ context }) {
  const { kind, case: code } = context.fields;
  return OF_THE_OFFICE.has(kind) ? "office" : `case/${code}`;
}

/**
 * @param {Head} head
 * @returns {string} name of the desk whose key opens it for this reader; "" for an institution's staff, who hold one or few
 */
function deskHeld(head) {
  const { role } = owned().card.fields;
  if (role === "liaison") return "";
  return role === "officer" ? "office" : `case/${head.context.fields.case}`;
}

/** @param {Record<string, string>} answer */
function fromAnswer(answer) {
  const head = {
    context: utf8(answer.context ?? ""),
    seal: utf8(answer.seal ?? ""),
    sealSignature: decode(answer.seal_signature ?? "", 64),
    grant: utf8(answer.grant ?? ""),
    grantSignature: decode(answer.grant_signature ?? "", 64),
  };
  if (!answer.statement) return head;
  const naming = { statement: utf8(answer.statement), statementSignature: decode(answer.statement_signature ?? "", 64) };
  return { ...head, ...naming };
}
