// protocol.md §5: what a person decides, in closed lists and no free text.
import { encode } from "./b64.js";
import { parse } from "./canonical.js";
import { refuseUnless, refusing } from "./errors.js";
import { isCode, isNonce, isOneOf, isSignPk, isTime, isVersion, orEmpty } from "./forms.js";
import { makeSigned, readSigned } from "./signed.js";
import { randomBytes } from "./sodium.js";
import { OWN_FIELDS } from "./statement_forms.js";

/** @typedef {{[field: string]: any}} StatementFields  `at, by, case, nonce, type, v` and the type's own, all checked */
/** @typedef {import("./signed.js").Signed<StatementFields>} Statement */

const LABELS = { sign: "statement" };

/**
 * Make a statement.
 * @param {import("./identity.js").Identity} identity
 * @param {{[field: string]: unknown, type: string, case: string, at: string}} own  with the type's own fields
 * @returns {Statement}
 * @throws {CannotOpen} what a reader would refuse
 */
export function makeStatement(identity, own) {
  const fields = { ...own, by: encode(identity.sign.pk), nonce: encode(randomBytes(16)), v: 1 };
  refuseUnless(meansSomething(fields));
  return makeSigned(LABELS, schemaOf(own.type), fields, identity.sign.secret);
}

/**
 * Read a statement, signed by who it says. Whether that person may say it, roster, custody and ledger know.
 * @type {(given: import("./signed.js").Bytes) => Statement}
 * @throws {CannotOpen}
 */
export const readStatement = refusing((given) => {
  const { type } = parse(given.bytes);
  /** @type {Statement} */
  const read = readSigned(LABELS, schemaOf(type), given, (fields) => fields.by);
  refuseUnless(meansSomething(read.fields));
  return read;
});

/**
 * @param {unknown} type
 * @returns {import("./forms.js").Schema}
 */
function schemaOf(type) {
  refuseUnless(typeof type === "string" && Object.hasOwn(OWN_FIELDS, type));
  const whose = type === "restored" ? orEmpty(isCode) : isCode;
  return {
    ...OWN_FIELDS[type],
    at: isTime,
    by: isSignPk,
    case: whose,
    nonce: isNonce,
    type: isOneOf(type),
    v: isVersion,
  };
}

/**
 * Check what one field says about another.
 * @param {StatementFields} fields
 * @returns {boolean}
 */
function meansSomething(fields) {
  if (fields.type === "party") return fields.party === "offender" ? fields.card === "" : fields.desk === "";
  if (fields.type === "dispose") return (fields.what === "case") === (fields.message === "");
  if (fields.type === "restored") return fields.case === caseOf(fields.ledger);
  if ("how" in fields && "party" in fields) return (fields.party === "offender") === (fields.how !== "portal");
  return true;
}

/**
 * @param {string} chain  a ledger's name, `roster`, or a desk's name
 * @returns {string} the code of the case it is of, or ""
 */
function caseOf(chain) {
  const [first = "", second = ""] = chain.split("/");
  if (first === "case") return second;
  return isCode(first) ? first : "";
}
