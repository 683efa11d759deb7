/** Entering an institution. */
import { vault } from "../vault/client.js";
import { complete, isCode, onSubmit, valueOf } from "./forms.js";
import { find, strings, trouble } from "./page.js";

const words = strings();
const form = /** @type {HTMLFormElement} */ (find("#institution-form"));

async function enter() {
  const [code, name, lang] = ["code", "name", "lang"].map((field) => valueOf(form, field));
  const whole = complete([
    [code === "", "code", words.noCode],
    [code !== "" && !isCode(code), "code", words.badCode],
    [name === "", "name", words.noName],
    [lang === "", "lang", words.noLanguage],
  ]);
  if (!whole) return;
  await vault.unlocked();
  try {
    await vault.call("createInstitution", { code, name, lang });
  } catch (error) {
    if (/** @type {{code?: string}} */ (error).code !== "code-taken") throw error;
    complete([[true, "code", words.taken]]);
    return;
  }
  window.location.reload();
}

onSubmit(form, enter);
vault.unlocked().catch((error) => trouble(error.message));
