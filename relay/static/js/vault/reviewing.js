// What a mediator's decisions about a message rest on besides the ledger: whose words they are, where a party is reached.
import { decode } from "../protocol/b64.js";
import { BY_PEOPLE } from "../protocol/context.js";
import { makeGrant } from "../protocol/grant.js";
import { cardOf } from "./cards.js";
import { verifiedCustody, verifiedRoster } from "./chains.js";
import { now } from "./moments.js";
import { owned } from "./owner.js";
import { fileKeyOf } from "./received.js";
import { sign } from "./statements.js";

/** @typedef {import("./received.js").Received} Received */
/** @typedef {import("./book.js").Book} Book */
/** @typedef {import("./book.js").BookMessage} BookMessage */
/**
 * @typedef {object} Address
 * @property {"portal" | "institution" | "in-person"} delivery
 * @property {string} institution  its desk's code
 * @property {Uint8Array | null} box  what is sealed to; null where nobody can be reached, or the mediator delivers in person
 */

/**
 * Tell whose words a message brings to the other side; an edit brings its original's.
 * @param {BookMessage} known
 * @returns {string} a party; "" for what is in a mediator's own name, and for a word to her alone
 */
export function sourceOf({ kind, party }) {
  return BY_PEOPLE.has(kind) ? party : "";
}

/**
 * @param {string} party
 * @param {Book} book
 * @returns {Promise<Address>} where the party is reached now
 */
export async function addressOf(party, book) {
  const { card = "", desk = "" } = /** @type {{card?: string, desk?: string}} */ (book.parties.get(party) ?? {});
  if (party !== "offender") {
    const box = card ? decode((await cardOf(card)).fields.box) : null;
    return { delivery: "portal", institution: "", box };
  }
  if (!desk) return { delivery: "in-person", institution: "", box: null };
  const [roster, custody] = [await verifiedRoster(), await verifiedCustody(desk)];
  const box = custody.sealable(roster) ? (custody.current?.box ?? null) : null;
  return { delivery: "institution", institution: desk.replace("institution/", ""), box };
}

/**
 * @param {Uint8Array} box
 * @param {Received} received
 */
export function grantTo(box, received) {
  const h = received.head.context.h;
  return makeGrant(owned().identity, { h, fileKey: fileKeyOf(received), to: box, seq: 0, at: now() });
}

/**
 * @param {string} code
 * @param {string} message
 * @param {string[]} to  one after the other
 */
export function reviews(code, message, to) {
  return to.map((one) => sign(code, { type: "review", message, to: one, until: "" }));
}
