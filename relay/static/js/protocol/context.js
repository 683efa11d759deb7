// protocol.md §4.2: what a message belongs to, and who may author which kind.
import { encode } from "./b64.js";
import { refuseUnless, refusing } from "./errors.js";
import {
  isCode,
  isDigest,
  isInteger,
  isKeyId,
  isMessageId,
  isOneOf,
  isSignPk,
  isVersion,
  isVictim,
  orEmpty,
  readFields,
  writeFields,
} from "./forms.js";
import { hash } from "./notation.js";
import { SIZE_LIMIT, padded } from "./padding.js";

/** @typedef {"letter" | "video" | "audio" | "relayed" | "guidance" | "aside" | "notes" | "request" | "sheet"} Kind */
/** @typedef {import("./forms.js").Fields<typeof SCHEMA>} ContextFields */
/** @typedef {{bytes: Uint8Array, h: Uint8Array, fields: ContextFields}} Context  h: 32 bytes; all else is bound to it */

/** @type {Kind[]} */
const KINDS = ["letter", "video", "audio", "relayed", "guidance", "aside", "notes", "request", "sheet"];
const WITHOUT_THREAD = ["request", "sheet", "notes"];
const WITH_ORIGINAL = ["letter", "video", "audio", "aside"];
/** What a person writes or records for the other side, or a mediator edits. */
export const BY_PEOPLE = new Set(["letter", "video", "audio"]);
/** What is sealed to the office's desk. */
export const OF_THE_OFFICE = new Set(["request", "sheet"]);

const SCHEMA = {
  author: isSignPk,
  case: orEmpty(isCode),
  commitment: isDigest,
  custody: isDigest,
  desk: isKeyId,
  id: isMessageId,
  instance: isDigest,
  kind: isOneOf(...KINDS),
  original: orEmpty(isMessageId),
  size: isInteger(1, SIZE_LIMIT),
  stream: isMessageId,
  thread: orEmpty(isVictim),
  type: isOneOf("message"),
  v: isVersion,
};

/**
 * Write a context.
 * @type {(fields: Omit<ContextFields, "type" | "v">) => Context}
 * @throws {CannotOpen} what a reader would refuse
 */
export const makeContext = refusing((given) => {
  const { bytes, fields } = writeFields({ ...given, type: "message", v: 1 }, SCHEMA);
  checkMeaning(fields);
  return { bytes, fields, h: hash("context", bytes) };
});

/**
 * Read a context of one's own programme.
 * @type {(bytes: Uint8Array, instance: Uint8Array) => Context}
 * @throws {CannotOpen}
 */
export const readContext = refusing((bytes, instance) => {
  const fields = readFields(bytes, SCHEMA);
  checkMeaning(fields);
  refuseUnless(fields.instance === encode(instance));
  return { bytes, fields, h: hash("context", bytes) };
});

/**
 * Tell an edit from what a person made: an `aside` may point at another message and is none.
 * @param {{kind: string, original: string}} context
 * @returns {boolean}
 */
export function isEdit({ kind, original }) {
  return original !== "" && BY_PEOPLE.has(kind);
}

/**
 * May a person of this role author such a message? What the ledger must say besides, §4.2 lists.
 * @param {import("./card.js").Role} role
 * @param {{kind: Kind, original: string}} context
 * @returns {boolean}
 */
export function mayAuthor(role, { kind, original }) {
  if (kind === "request") return true;
  if (kind === "sheet") return role === "officer";
  if (kind === "aside") return role === "victim" || role === "liaison";
  if (!BY_PEOPLE.has(kind)) return role === "mediator";
  return role === "mediator" || (original === "" && (role === "victim" || role === "liaison"));
}

/**
 * @param {ContextFields} fields
 * @throws {CannotOpen} fields that do not go together
 */
function checkMeaning({ kind, case: code, thread, original, size }) {
  refuseUnless((code === "") === (kind === "request"));
  refuseUnless((thread === "") === WITHOUT_THREAD.includes(kind));
  refuseUnless(original === "" || WITH_ORIGINAL.includes(kind));
  refuseUnless(padded(size) === size);
}
