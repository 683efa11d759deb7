/** Changing one's own account: a new passphrase, a new sign-in name, a new recovery code, each with the passphrase of now. */
import { vault } from "../vault/client.js";
import { refresh } from "./account.js";
import { clearErrors, showErrors } from "./frame.js";
import { complete, valueOf } from "./forms.js";
import { NewCode } from "./new_code.js";
import { NewPassphrase } from "./new_passphrase.js";
import { find, onPress, showView, strings } from "./page.js";

const words = strings();
const newPassphrase = new NewPassphrase(() => ({ signIn: textOf("#sign-in-name"), name: textOf("#own-name") }));
const newCode = new NewCode();

/** @type {Record<string, {form: HTMLFormElement, change: (form: HTMLFormElement) => Promise<string>}>} */
const CHANGES = {
  passphrase: { form: find("#passphrase-form"), change: changePassphrase },
  name: { form: find("#name-form"), change: changeName },
  code: { form: find("#code-form"), change: changeCode },
};
/** At which field a refusal is shown. @type {Record<string, string>} */
const FIELDS = { "name-taken": "name-new", "name-unfit": "name-new" };

for (const [view, { form, change }] of Object.entries(CHANGES)) {
  onPress(find(`#new-${view}`), () => open(view));
  find("[data-back]", form).addEventListener("click", () => close());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void once(view, form, change);
  });
}

/** @param {string} view */
async function open(view) {
  await vault.unlocked();
  if (view === "passphrase") await newPassphrase.draw();
  if (view === "code") await newCode.draw();
  find("#changed").textContent = "";
  showView(view);
}

/** Forget all that was typed and drawn, and go back to the account. */
function close() {
  clearErrors();
  for (const { form } of Object.values(CHANGES)) form.reset();
  newPassphrase.forget();
  newCode.forget();
  showView("account");
}

/**
 * @param {string} view
 * @param {HTMLFormElement} form
 * @param {(form: HTMLFormElement) => Promise<string>} change  gives the sentence that says it is done; "" when not
 */
async function once(view, form, change) {
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  const busy = find("[data-busy]", form);
  busy.textContent = words.busy;
  try {
    const done = await change(form);
    if (!done) return;
    close();
    await refresh();
    find("#changed").textContent = done;
  } catch (error) {
    const { code, message } = /** @type {import("../vault/client.js").VaultError} */ (error);
    if (view === "code") newCode.rest();
    showErrors([{ id: FIELDS[code] ?? `${view}-old`, text: message }]);
  } finally {
    form.removeAttribute("aria-busy");
    busy.textContent = "";
  }
}

/** @param {HTMLFormElement} form */
async function changePassphrase(form) {
  const old = valueOf(form, "passphrase-old");
  if (!complete([[old === "", "passphrase-old", words.passphraseMissing]])) return "";
  const passphrase = await newPassphrase.chosen();
  if (!passphrase) return "";
  await vault.call("changePassphrase", { old, passphrase });
  return words.passphraseChanged;
}

/** @param {HTMLFormElement} form */
async function changeName(form) {
  const [signIn, passphrase] = ["name-new", "name-old"].map((field) => valueOf(form, field));
  const fields = /** @type {[boolean, string, string][]} */ ([
    [signIn === "", "name-new", words.nameMissing],
    [passphrase === "", "name-old", words.passphraseMissing],
  ]);
  if (!complete(fields)) return "";
  await vault.call("changeSignIn", { signIn, passphrase });
  return words.nameChanged;
}

/** @param {HTMLFormElement} form */
async function changeCode(form) {
  const passphrase = valueOf(form, "code-old");
  if (!complete([[passphrase === "", "code-old", words.passphraseMissing]])) return "";
  if (!newCode.isWritten()) return "";
  await vault.call("newRecovery", { passphrase, recovery: newCode.code });
  return words.codeChanged;
}

/** @param {string} selector */
function textOf(selector) {
  return find(selector).textContent ?? "";
}
