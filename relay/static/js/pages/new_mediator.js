/** Another mediator than before: shown with name and fingerprint; nothing is sealed until that is confirmed (protocol.md §6). */
import { find, show } from "./page.js";

/** @typedef {{mediator: {card: string, name: string, fingerprint: string} | null, changed: boolean}} Found */

/**
 * Show who it is now, where it has changed.
 * @param {Found} found
 * @returns {string} digest of the card that is shown, to be confirmed; "" for none
 */
export function showNewMediator({ mediator, changed }) {
  show(find("#new-mediator"), changed && mediator !== null);
  find("#new-mediator-name").textContent = mediator?.name ?? "";
  find("#new-mediator-fingerprint").textContent = mediator?.fingerprint ?? "";
  return mediator?.card ?? "";
}
