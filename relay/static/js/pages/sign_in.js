// Signing in: the passphrase goes to the vault and no further.
import { vault } from "../vault/client.js";
import { clearErrors, showErrors } from "./frame.js";
import { find, pageLanguage, show, strings } from "./page.js";

const words = strings();
const form = /** @type {HTMLFormElement} */ (find("#sign-in-form"));
const name = /** @type {HTMLInputElement} */ (find("#sign-in-name"));
const passphrase = /** @type {HTMLInputElement} */ (find("#passphrase"));
const reveal = find("#show-passphrase");
const asked = new URLSearchParams(location.search);

show(find("#was-idle"), asked.get("why") === "idle");
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void signIn();
});
reveal.addEventListener("click", () => {
  const shown = passphrase.type === "password";
  passphrase.type = shown ? "text" : "password";
  reveal.setAttribute("aria-pressed", String(shown));
});
void vault.ready().then(({ state }) => state === "ready" && goOn());

async function signIn() {
  clearErrors();
  const errors = missing();
  if (errors.length > 0) {
    showErrors(errors);
    return;
  }
  find("#busy").textContent = words.busy ?? "";
  try {
    await vault.signIn({ signIn: name.value, passphrase: passphrase.value.trim().replace(/\s+/gu, " ") });
    goOn();
  } catch (error) {
    find("#busy").textContent = "";
    showErrors([{ id: "passphrase", text: /** @type {Error} */ (error).message }]);
  }
}

function missing() {
  const errors = [];
  if (name.value.trim() === "") errors.push({ id: "sign-in-name", text: words.nameMissing ?? "" });
  if (passphrase.value.trim() === "") errors.push({ id: "passphrase", text: words.passphraseMissing ?? "" });
  return errors;
}

/** Go back to where the session ended, else home: to a page of this site only. */
function goOn() {
  const next = asked.get("next") ?? "";
  const ours = /^\/(?:en|fr)\/[\w/-]*(?:\?[\w=&%.-]*)?$/u.test(next);
  location.replace(ours ? next : `/${pageLanguage()}/home`);
}
