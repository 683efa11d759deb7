// protocol.md §6: what each type of custody statement may do in its place. A rule checks all before it changes anything.
import { decode, encode } from "./b64.js";
import { refuseUnless } from "./errors.js";
import { keyId } from "./identity.js";

/** @typedef {import("./card.js").Role} Role */
/** @typedef {import("./roster.js").Roster} Roster */
/** @typedef {import("./custody_statement.js").CustodyEntry} CustodyEntry */
/** @typedef {{digest: Uint8Array, box: Uint8Array, keyId: string}} Opening  digest: of the `open` */
/**
 * @typedef {object} Epoch
 * @property {Map<string, string>} assigned  card digest → signing key of who signed its newest `assign`
 * @property {Map<string, string>} holders  card digest → its own signing key
 * @property {Opening | null} open
 * @property {boolean} closed
 */
/** @typedef {(epochs: Epoch[], entry: CustodyEntry, roster: Roster) => void} Rule  epoch 1 first; throws CannotOpen */

/** @type {Record<string, Role>} who may hold a desk, by the first word of its name */
const HOLDERS = { case: "mediator", institution: "liaison", office: "officer" };

/** @type {Record<import("./custody_statement.js").CustodyType, Rule>} */
export const RULES = Object.freeze({ assign, open, share, close });

/** @type {Rule} */
function assign(epochs, { fields: { by, desk, epoch, holder } }, roster) {
  const role = holderRole(desk);
  refuseUnless(hasRole(roster, by, "officer") || (desk === "office" && hasRole(roster, by, "root")));
  refuseUnless(roster.card(holder)?.fields.role === role);
  if (epoch === epochs.length + 1) {
    epochs.push({ assigned: new Map([[holder, by]]), holders: new Map(), open: null, closed: false });
    return;
  }
  const newest = newestOf(epochs, epoch);
  refuseUnless(!newest.closed);
  refuseUnless(role !== "mediator" || newest.assigned.has(holder)); // a case desk has one holder
  newest.assigned.set(holder, by);
}

/** @type {Rule} */
function open(epochs, { digest, fields: { box, by, epoch } }, roster) {
  const newest = newestOf(epochs, epoch);
  const opener = cardDigest(roster, by);
  refuseUnless(newest.open === null && newest.assigned.has(opener));
  const key = decode(box);
  const id = keyId(key);
  refuseUnless(epochs.every((former) => former.open?.keyId !== id)); // a box opens only one epoch
  newest.open = { digest, box: key, keyId: id };
  newest.holders.set(opener, by);
}

/** @type {Rule} */
function share(epochs, { fields: { by, desk, epoch, holder } }, roster) {
  const shared = epochs[epoch - 1];
  const receiver = roster.card(holder);
  refuseUnless(shared?.holders.has(cardDigest(roster, by)) && receiver);
  // on a case desk a later mediator may be given what came before her
  const reach = holderRole(desk) === "mediator" ? epochs.slice(epoch - 1) : [shared];
  refuseUnless(reach.some((one) => one.assigned.has(holder)));
  shared.holders.set(holder, receiver.fields.sign);
}

/** @type {Rule} */
function close(epochs, { fields: { by, epoch } }, roster) {
  const newest = newestOf(epochs, epoch);
  refuseUnless(hasRole(roster, by, "officer") && newest.open && !newest.closed);
  newest.closed = true;
}

/**
 * @param {string} desk  its name
 * @returns {Role | undefined}
 */
function holderRole(desk) {
  return HOLDERS[desk.replace(/\/.*/, "")];
}

/**
 * @param {Epoch[]} epochs
 * @param {number} epoch
 * @returns {Epoch}
 */
function newestOf(epochs, epoch) {
  const newest = epochs.at(-1);
  refuseUnless(newest && epoch === epochs.length);
  return newest;
}

/**
 * @param {Roster} roster
 * @param {string} signPk  b64
 * @param {Role} role
 * @returns {boolean} whether it holds, or once held, an endorsed card of that role
 */
function hasRole(roster, signPk, role) {
  return roster.cardOfKey(signPk)?.fields.role === role;
}

/**
 * @param {Roster} roster
 * @param {string} signPk  b64
 * @returns {string} its card's digest; "", which no desk assigns, where there is none
 */
function cardDigest(roster, signPk) {
  const card = roster.cardOfKey(signPk);
  return card ? encode(card.digest) : "";
}
