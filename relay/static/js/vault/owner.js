// Whose keys this worker holds. Everything remembered hangs on this object and goes with it.
import { actFor } from "../net/api.js";
import { Refusal } from "../net/refusal.js";
import { decode, encode } from "../protocol/b64.js";
import { fingerprint } from "../protocol/identity.js";

/** @typedef {import("../protocol/card.js").Card} Card */
/**
 * @typedef {object} Owner
 * @property {import("../protocol/identity.js").Identity} identity
 * @property {Card} card
 * @property {Card} root  pinned when she joined: the wrapped seed opens under its instance alone
 * @property {Uint8Array} instance
 * @property {string} signIn
 * @property {string} lang
 * @property {string} status  "joined" until the inviter has signed, then "confirmed"
 */

/** @type {Owner | null} */
let owner = null;

/**
 * @returns {Owner}
 * @throws {Refusal} `not-signed-in`
 */
export function owned() {
  if (!owner) throw new Refusal("not-signed-in", { status: 401 });
  return owner;
}

/** @param {Owner | null} next  null forgets the keys */
export function own(next) {
  if (owner && owner !== next) wipe(owner.identity);
  owner = next;
  actFor(next?.card.fields.person ?? "");
}

/**
 * @param {Owner} owner
 * @returns {import("./client.js").Me} what a page may know
 */
export function describe({ card, signIn, lang, status }) {
  const { person, role, name, sign } = card.fields;
  const shown = fingerprint(decode(sign, 32));
  return { person, role, lang, status, signIn, name, card: encode(card.digest), fingerprint: shown };
}

/** @param {import("../protocol/identity.js").Identity} identity */
function wipe({ seed, box, sign }) {
  for (const secret of [seed, box.secret, sign.secret]) secret.fill(0);
}
