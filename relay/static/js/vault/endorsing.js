// Signing for who came on one's invitation: a `party` statement, or an entry in the roster (protocol.md §2, §7).
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { makeEntry } from "../protocol/roster.js";
import { shown } from "./cards.js";
import { verifiedRoster } from "./chains.js";
import { assignDesk } from "./desks.js";
import { find, genuineCard } from "./invitations.js";
import { verifiedLedger } from "./ledgers.js";
import { now } from "./moments.js";
import { owned } from "./owner.js";
import { decide } from "./statements.js";
import { toWire } from "./wire.js";

/** @typedef {import("../protocol/card.js").Card} Card */

/**
 * Verify the card that came on one's invitation, and sign for it: a `party` statement, or an entry in the roster.
 * @param {{id: string}} which
 * @returns {Promise<{card: string, name: string, fingerprint: string}>}
 * @throws {Refusal} `not-genuine`, `not-joined`
 */
export async function confirmInvitation({ id }) {
  const found = await find(id);
  const card = genuineCard(found);
  if (!card) throw new Refusal(found.card ? "not-genuine" : "not-joined");
  const digest = encode(card.digest);
  if (card.fields.role === "victim") {
    await requireNotReplaced(found.case ?? "", found.party ?? "", digest);
    await decide(found.case ?? "", { type: "party", party: found.party, card: digest, desk: "" });
  } else {
    await endorse(digest, card);
    if (found.desk) await assignDesk(found.desk, digest);
  }
  return shown(card);
}

/**
 * The server may show an earlier invitation as just joined: a card that another has replaced is not bound again.
 * @param {string} code
 * @param {string} party
 * @param {string} card  digest
 * @throws {Refusal} `not-genuine`
 */
async function requireNotReplaced(code, party, card) {
  const { entries, book } = await verifiedLedger(code);
  const wasNamed = entries.some(({ fields }) => fields.type === "party" && fields.party === party && fields.card === card);
  if (wasNamed && book.parties.get(party)?.card !== card) throw new Refusal("not-genuine");
}

/**
 * @param {string} digest
 * @param {Card} card
 */
async function endorse(digest, card) {
  const roster = await verifiedRoster();
  if (roster.stands(digest)) return; // signed before, and the desk's `assign` still to come
  if (roster.cardOfKey(card.fields.sign)) throw new Refusal("not-genuine");
  await appendRoster(makeEntry(owned().identity, { act: "endorse", card: digest, prev: roster.head, issued: now() }));
}

/** @param {import("../protocol/roster.js").RosterEntry} entry */
export async function appendRoster(entry) {
  await api.post("/roster", toWire("entry", entry));
  await verifiedRoster();
}
