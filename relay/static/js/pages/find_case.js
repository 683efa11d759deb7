/** Finding a case by its code: the code goes to the vault, and the address that comes back is opaque. */
import { vault } from "../vault/client.js";
import { isCode, onSubmit, valueOf } from "./forms.js";
import { find, pageLanguage, show } from "./page.js";
import { wordsOf } from "./words.js";

/** Where the page has the form, make it work. */
export function watchFindCase() {
  const form = document.querySelector("#find-case");
  if (form instanceof HTMLFormElement) onSubmit(form, () => go(form));
}

/** @param {HTMLFormElement} form */
async function go(form) {
  const words = wordsOf("find-case-words");
  const code = valueOf(form, "case-code").toUpperCase();
  refuse(code === "" ? (words.noCode ?? "") : isCode(code) ? "" : (words.noSuch ?? ""));
  if (!isCode(code)) return;
  await vault.unlocked();
  try {
    const { publicId } = await vault.call("findCase", { code });
    window.location.assign(`/${pageLanguage()}/cases/${publicId}`);
  } catch (error) {
    if (/** @type {{code?: string}} */ (error).code !== "not-found") throw error;
    refuse(words.noSuch ?? "");
  }
}

/** @param {string} text  "" takes it away */
function refuse(text) {
  const [field, said] = [find("#case-code"), find("#case-code-error")];
  said.textContent = text;
  show(said, text !== "");
  field.classList.toggle("govuk-input--error", text !== "");
  field.toggleAttribute("aria-invalid", text !== "");
  if (text !== "") field.focus();
}
