// protocol.md §1 "Forms": what a value may look like. Each is a guard: a schema of guards also gives the types.
import { decode } from "./b64.js";
import { canonical, parse } from "./canonical.js";
import { CannotOpen, refuseUnless } from "./errors.js";

/** @typedef {(value: unknown) => value is string} StringForm */
/** @typedef {Record<string, (value: any) => boolean>} Schema */
/**
 * @template {Schema} S
 * @typedef {{[K in keyof S]: S[K] extends (value: any) => value is infer T ? T : never}} Fields
 */

/**
 * Check that an object has exactly the keys of a schema, each of its form.
 * @template {Schema} S
 * @param {{[key: string]: unknown}} object
 * @param {S} schema
 * @returns {Fields<S>}
 * @throws {CannotOpen}
 */
export function checkFields(object, schema) {
  const keys = Object.keys(schema);
  refuseUnless(Object.keys(object).length === keys.length);
  for (const key of keys) refuseUnless(Object.hasOwn(object, key) && schema[key]?.(object[key]));
  return /** @type {Fields<S>} */ (object);
}

/**
 * Read canonical bytes as an object of a schema.
 * @template {Schema} S
 * @param {Uint8Array} bytes
 * @param {S} schema
 * @returns {Fields<S>}
 * @throws {CannotOpen}
 */
export function readFields(bytes, schema) {
  return checkFields(parse(bytes), schema);
}

/**
 * Write an object of a schema as canonical bytes.
 * @template {Schema} S
 * @param {{[key: string]: unknown}} object
 * @param {S} schema
 * @returns {{bytes: Uint8Array, fields: Fields<S>}}
 * @throws {CannotOpen} what a reader would refuse
 */
export function writeFields(object, schema) {
  return { fields: checkFields(object, schema), bytes: canonical(object) };
}

/**
 * @param {RegExp} pattern  anchored
 * @returns {StringForm}
 */
function matching(pattern) {
  return /** @type {StringForm} */ ((value) => typeof value === "string" && pattern.test(value));
}

/**
 * @param {number} length  of the bytes that the b64 stands for
 * @returns {StringForm}
 */
export function isB64Of(length) {
  return /** @type {StringForm} */ (
    (value) => {
      if (typeof value !== "string") return false;
      try {
        return decode(value, length).length === length;
      } catch (error) {
        if (error instanceof CannotOpen) return false;
        throw error;
      }
    }
  );
}

/**
 * @template {string | number} T
 * @param {readonly T[]} list
 * @returns {(value: unknown) => value is T}
 */
export function isOneOf(...list) {
  return /** @type {(value: unknown) => value is T} */ ((value) => list.some((known) => known === value));
}

/**
 * @param {StringForm} form
 * @returns {StringForm} the same, or ""
 */
export function orEmpty(form) {
  return /** @type {StringForm} */ ((value) => value === "" || form(value));
}

/**
 * @param {number} least
 * @param {number} [most]
 * @returns {(value: unknown) => value is number}
 */
export function isInteger(least, most = Number.MAX_SAFE_INTEGER) {
  return /** @type {(value: unknown) => value is number} */ (
    (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most
  );
}

/** @type {(value: unknown) => value is boolean} */
export const isBoolean = (value) => typeof value === "boolean";

export const isVersion = isOneOf(1);
export const isDigest = isB64Of(32);
export const isPerson = isB64Of(16);
export const isNonce = isB64Of(16);
export const isMessageId = isB64Of(16);
export const isKeyId = isB64Of(16);
export const isSignPk = isB64Of(32);
export const isBoxPk = isB64Of(1216);

const CODE = "[A-Z0-9-]{1,32}";
const VICTIM = "victim-[1-9][0-9]{0,2}";
export const isCode = matching(new RegExp(`^${CODE}$`));
export const isVictim = matching(new RegExp(`^${VICTIM}$`));
export const isParty = matching(new RegExp(`^(?:offender|${VICTIM})$`));
export const isDesk = matching(new RegExp(`^(?:case/${CODE}|institution/${CODE}|office)$`));
export const isInstitutionDesk = matching(new RegExp(`^institution/${CODE}$`));
export const isLedgerName = matching(new RegExp(`^${CODE}(?:/${VICTIM})?$`));

const isLangTag = matching(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/);
export const isLang = /** @type {StringForm} */ ((value) => isLangTag(value) && value.length <= 35);

const isDateShape = matching(/^[2-9][0-9]{3}-[0-9]{2}-[0-9]{2}$/);
const isTimeShape = matching(/^[2-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}Z$/);

/** A real date of the years 2000–9999. */
export const isDate = /** @type {StringForm} */ ((value) => isDateShape(value) && writesAs(`${value}T00:00:00.000Z`));

/** A real UTC minute of the years 2000–9999. */
export const isTime = /** @type {StringForm} */ (
  (value) => isTimeShape(value) && writesAs(value.replace("Z", ":00.000Z"))
);

/**
 * @param {string} iso
 * @returns {boolean} false for the 30th of February, which Date would take for the 2nd of March
 */
function writesAs(iso) {
  const date = new Date(iso);
  return !Number.isNaN(date.getTime()) && date.toISOString() === iso;
}

/**
 * Write a moment as its UTC minute.
 * @param {Date} moment
 * @returns {string} like `2026-11-22T14:05Z`
 */
export function minute(moment) {
  return `${moment.toISOString().slice(0, 16)}Z`;
}

/** Code points that would turn the direction of what follows (protocol.md §4.1). */
export const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/u;
