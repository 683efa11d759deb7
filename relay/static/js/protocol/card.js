// protocol.md §2: a card says which keys are whose.
import { encode } from "./b64.js";
import { refusing } from "./errors.js";
import { DIRECTION_CONTROLS, isBoxPk, isOneOf, isPerson, isSignPk, isTime, isVersion } from "./forms.js";
import { makeSigned, readSigned } from "./signed.js";

/** @typedef {import("./signed.js").Signed<CardFields>} Card */
/** @typedef {import("./forms.js").Fields<typeof SCHEMA>} CardFields */
/** @typedef {"root" | "officer" | "mediator" | "liaison" | "victim"} Role */

const LABELS = { sign: "card" };
const NAME_LIMIT = 80;

/** @type {(value: unknown) => value is string} */
const isName = /** @type {any} */ (
  (/** @type {unknown} */ value) => {
    if (typeof value !== "string") return false;
    const length = [...value].length;
    return length >= 1 && length <= NAME_LIMIT && !/\p{Cc}/u.test(value) && !DIRECTION_CONTROLS.test(value);
  }
);

const SCHEMA = {
  box: isBoxPk,
  issued: isTime,
  name: isName,
  person: isPerson,
  role: isOneOf(.../** @type {Role[]} */ (["root", "officer", "mediator", "liaison", "victim"])),
  sign: isSignPk,
  type: isOneOf("card"),
  v: isVersion,
};

/**
 * Make a person's card.
 * @param {import("./identity.js").Identity} identity
 * @param {{name: string, role: Role, person: string, issued: string}} about  person: b64 of 16 bytes
 * @returns {Card}
 * @throws {CannotOpen} a name that no card may bear
 */
export function makeCard(identity, about) {
  const keys = { box: encode(identity.box.pk), sign: encode(identity.sign.pk) };
  return makeSigned(LABELS, SCHEMA, { ...about, ...keys, type: "card", v: 1 }, identity.sign.secret);
}

/**
 * Read a card, signed by its own key.
 * @type {(given: import("./signed.js").Bytes) => Card}
 * @throws {CannotOpen}
 */
export const readCard = refusing((given) => readSigned(LABELS, SCHEMA, given, (fields) => fields.sign));

/**
 * Check an unwrapped seed against the card (protocol.md §3).
 * @param {import("./identity.js").Identity} identity
 * @param {Card} card
 * @returns {boolean}
 */
export function isIdentityOf(identity, card) {
  return card.fields.sign === encode(identity.sign.pk) && card.fields.box === encode(identity.box.pk);
}
