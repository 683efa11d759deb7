/** On a mediator's case: what nobody at the institution can open any more is passed on again, for their newer key. */
import { vault } from "../vault/client.js";
import { fill, find, onPress } from "./page.js";

/** @param {string} code  the case's @param {Record<string, string>} words  sentences of the page */
export function watchAgain(code, words) {
  onPress(find("#grant-again"), async () => {
    await vault.unlocked();
    const { left } = await vault.call("regrant", { case: code, party: "offender" });
    if (left === 0) window.location.reload();
    else find("#again-said").textContent = fill(words.againBut, { left });
  });
}
