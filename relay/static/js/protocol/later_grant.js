// protocol.md §4.5: a later grant counts only together with the statement that names it.
import { encode } from "./b64.js";
import { BY_PEOPLE, OF_THE_OFFICE, isEdit } from "./context.js";
import { refuseUnless } from "./errors.js";
import { readStatement } from "./statement.js";

/** @typedef {import("./context.js").ContextFields} ContextFields */
/** @typedef {import("./statement.js").StatementFields} StatementFields */

/** @type {Record<string, (kind: string, original: string) => boolean>} which messages a type's grants open (§4.2) */
const GRANTS_OF = {
  release: (kind) => BY_PEOPLE.has(kind) || kind === "relayed",
  propose: (kind, original) => isEdit({ kind, original }) || kind === "relayed",
  return: (kind, original) => (BY_PEOPLE.has(kind) && original === "") || kind === "guidance",
  consult: (kind) => !OF_THE_OFFICE.has(kind) && kind !== "aside" && kind !== "notes",
  brief: (kind) => OF_THE_OFFICE.has(kind),
};

/**
 * Read the statement that names a later grant.
 * @param {{statement?: Uint8Array, statementSignature?: Uint8Array}} sealed
 * @param {import("./grant.js").Grant} grant
 * @param {import("./context.js").Context} context
 * @returns {import("./statement.js").Statement}
 * @throws {CannotOpen} none there, of somebody else, of another message or case, or one that grants no such thing
 */
export function readNaming({ statement: bytes, statementSignature: signature }, grant, context) {
  refuseUnless(bytes && signature);
  const statement = readStatement({ bytes, signature });
  const { by, grants, type } = statement.fields;
  refuseUnless(by === grant.fields.by && Array.isArray(grants) && grants.includes(encode(grant.digest)));
  refuseUnless(GRANTS_OF[type]?.(context.fields.kind, context.fields.original));
  refuseUnless(messageOf(statement.fields, context.fields) === context.fields.id);
  // a request is no case's yet: the `brief` says whose it becomes
  refuseUnless(context.fields.kind === "request" || statement.fields.case === context.fields.case);
  return statement;
}

/**
 * @param {StatementFields} statement
 * @param {ContextFields} context
 * @returns {string} id of the message that the statement's grants open
 */
function messageOf(statement, { kind }) {
  if (statement.type === "propose") return statement.edited;
  if (statement.type === "return" && kind === "guidance") return statement.guidance;
  return statement.message;
}
