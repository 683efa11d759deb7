// Signing what a person decides, and posting it: all or none (protocol.md §5).
import * as api from "../net/api.js";
import { encode } from "../protocol/b64.js";
import { makeStatement } from "../protocol/statement.js";
import { now } from "./moments.js";
import { owned } from "./owner.js";
import { toWire } from "./wire.js";

/** @typedef {import("../protocol/statement.js").Statement} Statement */
/** @typedef {import("../protocol/grant.js").Grant} Grant */

/**
 * @param {string} code  the case's
 * @param {{[field: string]: unknown, type: string}} fields  the type, and its own fields
 * @returns {Statement}
 */
export function sign(code, fields) {
  return makeStatement(owned().identity, { ...fields, case: code, at: now() });
}

/**
 * @param {Statement[]} statements
 * @param {Grant[]} [grants]  that they name
 * @throws {Refusal} `state-moved`, `consent-missing`, …
 */
export async function post(statements, grants = []) {
  const body = {
    statements: statements.map((one) => toWire("statement", one)),
    grants: grants.map((one) => toWire("grant", one)),
  };
  await api.post("/statements", body, { again: true });
}

/**
 * Sign and post one decision.
 * @param {string} code
 * @param {{[field: string]: unknown, type: string}} fields
 * @returns {Promise<string>} its digest, b64
 */
export async function decide(code, fields) {
  const statement = sign(code, fields);
  await post([statement]);
  return encode(statement.digest);
}
