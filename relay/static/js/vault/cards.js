// Cards by digest: staff from the verified roster, others from the server, which cannot choose what a digest names.
import * as api from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { decode, encode } from "../protocol/b64.js";
import { readCard } from "../protocol/card.js";
import { fingerprint as fingerprintOf } from "../protocol/identity.js";
import { JUST_NOW, verifiedRoster, verifying } from "./chains.js";
import { owned } from "./owner.js";
import { fromWire } from "./wire.js";

/** @typedef {import("../protocol/card.js").Card} Card */

const FOREVER = Number.POSITIVE_INFINITY;
/** @type {WeakMap<import("./owner.js").Owner, Map<string, Card>>} */
const fetched = new WeakMap();

/**
 * @param {string} digest  b64
 * @returns {Promise<Card>}
 * @throws {Refusal} 404, or `chain-invalid` when the server serves another
 */
export async function cardOf(digest) {
  const owner = owned();
  if (digest === encode(owner.card.digest)) return owner.card;
  const known = (await verifiedRoster(FOREVER)).card(digest) ?? fetched.get(owner)?.get(digest);
  if (known) return known;
  const answer = await api.get(`/cards/${digest}`);
  const card = verifying(() => readCard(fromWire(answer.card, answer.card_signature)));
  if (encode(card.digest) !== digest) throw new Refusal("chain-invalid");
  const own = fetched.get(owner) ?? new Map();
  fetched.set(owner, own.set(digest, card));
  return card;
}

/**
 * @param {Card} card
 * @returns {{card: string, name: string, fingerprint: string}} what a page may show
 */
export function shown(card) {
  const { name, sign } = card.fields;
  return { card: encode(card.digest), name, fingerprint: fingerprintOf(decode(sign, 32)) };
}

/**
 * @param {{card: string}} which
 * @returns {Promise<{card: string, name: string, role: string, fingerprint: string, endorsed: boolean}>}
 */
export async function fingerprint({ card: digest }) {
  const card = await cardOf(digest);
  const roster = await verifiedRoster(JUST_NOW);
  return { ...shown(card), role: card.fields.role, endorsed: roster.stands(digest) };
}

/** @returns {Promise<{staff: object[]}>} everybody ever endorsed who can be found by the entries */
export async function staff() {
  const roster = await verifiedRoster();
  const roles = /** @type {const} */ (["officer", "mediator", "liaison"]);
  const cards = roles.flatMap((role) => roster.standing(role));
  return {
    staff: cards.map((card) => {
      const { person, role, issued } = card.fields;
      return { ...shown(card), person, role, issued, endorsed: true };
    }),
  };
}
