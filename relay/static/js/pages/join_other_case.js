// An invitation that reaches somebody who has an account here and is signed in: her card answers it (protocol.md §7).
import { vault } from "../vault/client.js";
import { find, show, showView } from "./page.js";

/**
 * Offer to add a case to the account that is signed in.
 * @param {{role: string}} look  what the invitation offers
 * @param {string} fragment  what follows `#` in its link
 * @param {() => void} done  called once the invitation is answered
 * @returns {Promise<boolean>} whether it was offered
 */
export async function offerOtherCase({ role }, fragment, done) {
  const { me } = await vault.ready();
  if (role !== "victim" || me?.role !== "victim" || me.status !== "confirmed") return false;
  find("#accept-invitation").addEventListener("click", () => void accept(fragment, done));
  showView("other-case");
  return true;
}

/** @param {string} fragment @param {() => void} done */
async function accept(fragment, done) {
  const said = find("#other-case-error");
  show(said, false);
  try {
    await vault.call("acceptInvitation", { fragment });
    done();
    showView("other-case-done");
  } catch (error) {
    said.textContent = /** @type {Error} */ (error).message;
    show(said);
  }
}
