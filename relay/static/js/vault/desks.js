// Desk keys: made and opened on this device, kept by the server sealed to their holder (protocol.md §6).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { decode, encode } from "../protocol/b64.js";
import { makeCustody } from "../protocol/custody_statement.js";
import { openDeskSecret, sealDeskSecret } from "../protocol/desk_secret.js";
import { KEY_BYTES } from "../protocol/notation.js";
import { boxKeyPair } from "../protocol/seal_to.js";
import { randomBytes } from "../protocol/sodium.js";
import { cardOf } from "./cards.js";
import { JUST_NOW, verifiedCustody, verifiedRoster } from "./chains.js";
import { now } from "./moments.js";
import { owned } from "./owner.js";
import { keptFresh } from "./shared_flight.js";
import { toWire } from "./wire.js";

/** @typedef {import("../protocol/custody.js").Custody} Custody */
/** @typedef {import("../protocol/seal_to.js").BoxKeyPair} BoxKeyPair */
/** @typedef {{desk: string, epoch: number, open: string, sealed: string}} Held */
/** @typedef {{box: BoxKeyPair, desk: string, epoch: number}} DeskKey */

/** By the name of one desk, or "" for all: a mediator may hold hundreds. */
const heldDesks = keptFresh(async (name) => api.get(name ? `/desks?desk=${encodeURIComponent(name)}` : "/desks"));

/**
 * Find the desk key of an id among those this person holds.
 * @param {string} keyId
 * @param {string} [name]  of the desk it must be, where that is known
 * @returns {Promise<DeskKey>}
 * @throws {Refusal} `not-granted`
 */
export async function deskKey(keyId, name = "") {
  for (const maxAge of [JUST_NOW, 0]) {
    /** @type {{desks: Held[]}} */
    const { desks } = await heldDesks(name, maxAge);
    for (const held of desks) {
      const key = await unlessAnother(held, keyId);
      if (key) return key;
    }
  }
  throw new Refusal("not-granted");
}

/**
 * Make a desk's key on this device and open its newest epoch; asked twice at once, it is done once.
 * @param {{desk: string}} which
 * @returns {Promise<{epoch: number}>}
 * @throws {Refusal} 409 `stale-custody` when somebody else opened it first
 */
export function openDesk({ desk }) {
  return openings(desk);
}

const openings = keptFresh(openNewest);

/** @param {string} desk */
async function openNewest(desk) {
  const { identity } = owned();
  const custody = await verifiedCustody(desk);
  if (custody.openOf(custody.epoch)) return { epoch: custody.epoch };
  const box = boxKeyPair(randomBytes(KEY_BYTES));
  const place = { desk, epoch: custody.epoch, prev: custody.head, at: now() };
  const open = makeCustody(identity, { type: "open", box: box.pk, ...place });
  const sealed = sealDeskSecret(identity.box.pk, box.secret, open.digest);
  await appendCustody(desk, open, sealed);
  return { epoch: custody.epoch };
}

/**
 * Tell which desks wait to be opened by this person, and which desk keys they hold.
 * @returns {Promise<{assigned: string[], desks: Held[]}>}
 */
export function myDesks() {
  return heldDesks("");
}

/**
 * Share an epoch's secret with somebody who is assigned to it, or on a case's desk to a later one (protocol.md §6).
 * @param {{desk: string, card: string, epoch?: number}} whom  card: digest; epoch: the newest where left out
 * @throws {Refusal} `not-granted`: one does not hold it oneself; 409 `stale-custody`
 */
export async function shareDesk({ desk, card: holder, epoch }) {
  const custody = await verifiedCustody(desk);
  const number = epoch ?? custody.epoch;
  const open = custody.openOf(number);
  if (!open) throw new Refusal("not-granted");
  const { box } = await deskKey(open.keyId, desk);
  const sealed = sealDeskSecret(decode((await cardOf(holder)).fields.box), box.secret, open.digest);
  const place = { desk, epoch: number, prev: custody.head, at: now() };
  await appendCustody(desk, makeCustody(owned().identity, { type: "share", holder, ...place }), sealed);
  return {};
}

/**
 * Assign a desk to somebody: adds a holder where it may, else begins a new epoch.
 * @param {string} desk
 * @param {string} holder  card digest
 * @returns {Promise<{epoch: number}>}
 */
export async function assignDesk(desk, holder) {
  const { identity } = owned();
  const custody = await verifiedCustody(desk);
  const renews = custody.assigned(custody.epoch).includes(holder) && !custody.closed;
  const adds = !desk.startsWith("case/") && custody.epoch > 0 && !custody.closed;
  const epoch = renews || adds ? custody.epoch : custody.epoch + 1;
  if (renews && (await stillSealable(custody))) return { epoch };
  const place = { desk, epoch, prev: custody.head, at: now() };
  await appendCustody(desk, makeCustody(identity, { type: "assign", holder, ...place }));
  return { epoch };
}

/**
 * Sign somebody's place in exactly this epoch of a desk.
 * @param {string} desk
 * @param {number} epoch
 * @param {string} holder  card digest
 */
export async function assignTo(desk, epoch, holder) {
  const custody = await verifiedCustody(desk, JUST_NOW);
  const place = { desk, epoch, prev: custody.head, at: now() };
  await appendCustody(desk, makeCustody(owned().identity, { type: "assign", holder, ...place }));
}

/**
 * @param {string} desk
 * @param {import("../protocol/signed.js").Bytes} entry
 * @param {Uint8Array} [sealed]  the desk's secret, with `open` and `share`
 */
async function appendCustody(desk, entry, sealed) {
  const secret = sealed ? { sealed: encode(sealed) } : {};
  await api.post(`/custody/${desk}`, { ...toWire("entry", entry), ...secret }, { again: true });
  await verifiedCustody(desk);
}

/** @param {Custody} custody */
async function stillSealable(custody) {
  return custody.sealable(await verifiedRoster(JUST_NOW)) || custody.current === null;
}

/**
 * @param {Held} held
 * @param {string} keyId
 * @returns {Promise<DeskKey | null>}
 */
async function unlessAnother({ desk, epoch, sealed }, keyId) {
  const custody = await verifiedCustody(desk, JUST_NOW);
  const open = custody.openOf(epoch);
  if (!open || open.keyId !== keyId) return null;
  return { box: openDeskSecret(owned().identity.box, decode(sealed), open), desk, epoch };
}
