// Desks given to whoever they are for: an institution's to its liaisons, the office's to every officer (protocol.md §6).
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { JUST_NOW, verifiedCustody, verifiedRoster } from "./chains.js";
import { assignTo, myDesks, openDesk, shareDesk } from "./desks.js";
import { owned } from "./owner.js";

/** @typedef {import("../protocol/custody.js").Custody} Custody */
/** @typedef {import("../protocol/roster.js").Roster} Roster */

const OFFICE = "office";

/**
 * Open every office or institution desk this person is assigned to, and share with colleagues those she holds; an officer
 * sees first to the office's. A case is taken on by a decision, never here.
 * @returns {Promise<{opened: string[], shared: string[]}>}
 */
export async function openMyDesks() {
  const { role } = owned().card.fields;
  if (role === "mediator") return { opened: [], shared: [] };
  if (role === "officer") await unlessQuicker(takeOffice);
  const { assigned, desks } = await myDesks();
  for (const desk of assigned) await openDesk({ desk });
  const shared = [];
  for (const desk of new Set([...assigned, ...desks.map((held) => held.desk)])) {
    if (await shareWithColleagues(desk)) shared.push(desk);
  }
  return { opened: assigned, shared };
}

/**
 * Begin a new epoch of a desk for those of its people who stand; of the office's, one's own, open and share it too. Where
 * all who are assigned stand, who is missing is assigned to the present one.
 * @param {{desk: string}} which
 * @returns {Promise<{epoch: number}>}
 * @throws {Refusal} `nobody-left`; 409 `stale-custody`
 */
export async function reopenDesk({ desk }) {
  const epoch = await begin(desk);
  await openMyDesks();
  return { epoch };
}

/** A holder gives the office's desk to officers who came since; where nobody who stands holds it, its next epoch begins. */
async function takeOffice() {
  const [roster, custody] = [await verifiedRoster(), await verifiedCustody(OFFICE)];
  const holders = custody.holders(custody.epoch);
  if (!holders.some((card) => roster.stands(card))) {
    await begin(OFFICE);
  } else if (holders.includes(encode(owned().card.digest)) && !custody.closed) {
    const assigned = custody.assigned(custody.epoch);
    for (const card of officers(roster)) if (!assigned.includes(card)) await assignTo(OFFICE, custody.epoch, card);
  }
}

/**
 * @param {string} desk
 * @returns {Promise<number>} the epoch to which everybody is assigned whose desk it is
 */
async function begin(desk) {
  const [roster, custody] = [await verifiedRoster(), await verifiedCustody(desk)];
  const left = peopleOf(custody, roster);
  if (left.length === 0) throw new Refusal("nobody-left");
  const assigned = custody.assigned(custody.epoch);
  const sound = custody.epoch > 0 && !custody.closed && assigned.every((card) => roster.stands(card));
  const epoch = custody.epoch + (sound ? 0 : 1);
  const missing = left.filter((card) => !sound || !assigned.includes(card));
  for (const holder of missing) await assignTo(desk, epoch, holder);
  if (left.includes(encode(owned().card.digest))) await openDesk({ desk });
  return epoch;
}

/**
 * @param {Custody} custody
 * @param {Roster} roster
 * @returns {string[]} cards of those who stand and whose desk it is: the office's is every officer's
 */
function peopleOf(custody, roster) {
  if (custody.desk === OFFICE) return officers(roster);
  const before = custody.openOf(custody.epoch) ? [] : custody.assigned(custody.epoch - 1); // stopped half-way
  return [...new Set([...custody.assigned(custody.epoch), ...before])].filter((card) => roster.stands(card));
}

/** @param {Roster} roster  @returns {string[]} cards of all officers who stand */
function officers(roster) {
  return roster.standing("officer").map(({ digest }) => encode(digest));
}

/**
 * @param {string} desk
 * @returns {Promise<boolean>} whether somebody got it now
 */
async function shareWithColleagues(desk) {
  const [roster, custody] = [await verifiedRoster(JUST_NOW), await verifiedCustody(desk, JUST_NOW)];
  const holders = custody.holders(custody.epoch);
  const without = custody.assigned(custody.epoch).filter((card) => !holders.includes(card));
  const rightful = without.filter((card) => roster.stands(card) && signedByWhoStands(custody, card, roster));
  if (custody.closed || !holders.includes(encode(owned().card.digest)) || rightful.length === 0) return false;
  await unlessQuicker(async () => {
    for (const card of rightful) await shareDesk({ desk, card });
  });
  return true;
}

/**
 * @param {Custody} custody
 * @param {string} card  digest
 * @param {Roster} roster
 * @returns {boolean} whether the officer who assigned this card is endorsed and not revoked
 */
export function signedByWhoStands(custody, card, roster) {
  const signer = roster.cardOfKey(custody.assignedBy(card));
  return signer !== undefined && roster.stands(encode(signer.digest));
}

/** @param {() => Promise<void>} act  what a colleague may have done meanwhile */
async function unlessQuicker(act) {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 409) throw error; // a colleague was quicker
  }
}
