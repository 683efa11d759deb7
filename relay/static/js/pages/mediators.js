/** Whom a case can be assigned to: mediators whose signatures this device verified. */
import { vault } from "../vault/client.js";

/** @typedef {{card: string, name: string, role: string, fingerprint: string}} Somebody */

/**
 * Add them to a select.
 * @param {HTMLElement} select
 * @param {string} [but]  card of somebody to leave out
 */
export async function listMediators(select, but = "") {
  /** @type {{staff: Somebody[]}} */
  const { staff } = await vault.call("staff", {});
  const mediators = staff.filter(({ role, card }) => role === "mediator" && card !== but);
  select.append(...mediators.map(({ name, card }) => new Option(name, card)));
}
