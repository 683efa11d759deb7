/** A mediator who brings a released message herself: prints it, and records how it reached the person. */
import { vault } from "../vault/client.js";
import { find, onPress } from "./page.js";
import { drawn } from "./sheet.js";

/**
 * @param {string} message
 * @param {Promise<unknown>} opened
 */
export function watchHandOver(message, opened) {
  onPress(find("#print"), async () => {
    await opened;
    await drawn(find("#sheet"));
    window.print();
  });
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-outcome]"))) {
    onPress(button, () => record(message, button.dataset.outcome ?? ""));
  }
}

/** @param {string} message @param {string} outcome */
async function record(message, outcome) {
  await vault.unlocked();
  const how = /** @type {HTMLInputElement} */ (find("input[name='how']:checked")).value;
  await vault.call("handled", { message, outcome, how: outcome === "delivered" ? how : "none" });
  window.location.reload();
}
