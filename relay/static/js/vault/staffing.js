// What follows when somebody works here no longer: the card is final, and desks go to those who are left (protocol.md §2, §6).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { makeEntry } from "../protocol/roster.js";
import { cardOf, shown } from "./cards.js";
import { verifiedCustody, verifiedRoster } from "./chains.js";
import { assignTo } from "./desks.js";
import { appendRoster } from "./endorsing.js";
import { now } from "./moments.js";
import { reopenDesk, signedByWhoStands } from "./my_desks.js";
import { owned } from "./owner.js";

/** @typedef {{desk: string, need: string, cards: string[]}} Need */

/**
 * Revoke a mediator's or a liaison's card, which is final, and begin a new epoch at each desk where others are left. Asked
 * again after a dropped network, it goes on where it stopped.
 * @param {{card: string}} which  digest
 * @returns {Promise<{reopened: string[]}>} the desks of institutions and the office that have a new epoch
 * @throws {Refusal} `role`: an officer's card is revoked with the root's key
 */
export async function revokeStaff({ card }) {
  const roster = await verifiedRoster();
  if (roster.card(card)?.fields.role === "officer") throw new Refusal("role", { status: 422 });
  if (roster.stands(card)) {
    await appendRoster(makeEntry(owned().identity, { act: "revoke", card, prev: roster.head, issued: now() }));
  }
  const unsound = (await asked("")).filter(({ need }) => need === "reopen").map(({ desk }) => desk);
  for (const desk of unsound) await reopenDesk({ desk });
  return { reopened: unsound };
}

/**
 * Sign again for everybody at a desk whose assignment somebody signed who is revoked, or is about to be.
 * @param {{desk: string, leaving?: string}} which  leaving: digest of an officer's card
 * @throws {Refusal} 409 `stale-custody`
 */
export async function renewDesk({ desk, leaving }) {
  const [roster, custody] = [await verifiedRoster(), await verifiedCustody(desk)];
  const sign = leaving ? (await cardOf(leaving)).fields.sign : "";
  const unsigned = custody
    .assigned(custody.epoch)
    .filter((card) => roster.stands(card) && card !== leaving)
    .filter((card) => custody.assignedBy(card) === sign || !signedByWhoStands(custody, card, roster));
  for (const holder of unsigned) await assignTo(desk, custody.epoch, holder);
  return {};
}

/**
 * Tell which desks need somebody, with the names of those it is about.
 * @param {{leaving?: string}} whom  digest of an officer's card: what her revocation would leave to be done
 * @returns {Promise<{needs: (Need & {names: string[]})[]}>}
 */
export async function deskNeeds({ leaving = "" }) {
  const named = (await asked(leaving)).map(async (need) => {
    const cards = await Promise.all(need.cards.map((card) => cardOf(card)));
    return { ...need, names: cards.map((card) => shown(card).name) };
  });
  return { needs: await Promise.all(named) };
}

/**
 * @param {string} leaving
 * @returns {Promise<Need[]>}
 */
async function asked(leaving) {
  const { needs } = await api.get(leaving ? `/desks/needs?leaving=${leaving}` : "/desks/needs");
  return needs;
}
