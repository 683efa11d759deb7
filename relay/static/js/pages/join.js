// Joining, step by step. What follows `#` in the address goes to the vault, never to the server, and then out of the address.
import { vault } from "../vault/client.js";
import { showErrors } from "./frame.js";
import { offerOtherCase } from "./join_other_case.js";
import { NewCode } from "./new_code.js";
import { NewPassphrase } from "./new_passphrase.js";
import { find, pageLanguage, show, showView, strings } from "./page.js";

/** Where the link waits while somebody reloads or changes the language; signing in and leaving clear it. */
const SLOT = "relay.join";

const words = strings();
const fragment = takeFragment();
const names = /** @type {HTMLFormElement} */ (find("#name-form"));
const recovery = /** @type {HTMLFormElement} */ (find("#recovery-form"));
const newPassphrase = new NewPassphrase(() => ({ signIn: value("join-sign-in"), name: value("join-name") }));
const newCode = new NewCode();
let passphrase = "";
let role = "";

for (const button of document.querySelectorAll("[data-next]")) {
  button.addEventListener("click", () => goTo(button.getAttribute("data-next") ?? ""));
}
for (const button of document.querySelectorAll("[data-back]")) {
  button.addEventListener("click", () => goTo(button.getAttribute("data-back") ?? ""));
}
names.addEventListener("submit", (event) => {
  event.preventDefault();
  if (check([missing("join-name", words.nameMissing), missing("join-sign-in", words.signInMissing)])) goTo("passphrase");
});
find("#passphrase-form").addEventListener("submit", (event) => {
  event.preventDefault();
  void choose();
});
recovery.addEventListener("submit", (event) => {
  event.preventDefault();
  if (newCode.isWritten()) void join(newCode.code);
});
find("#skip").addEventListener("click", () => void join(""));
void begin();

async function begin() {
  try {
    const look = await vault.call("joinLook", { fragment });
    if (look.state !== "open") return refuse(sentenceOf("invitation-used"));
    ({ role } = look);
    const part = role === "victim" ? "victim" : "staff";
    for (const text of document.querySelectorAll("[data-for]")) {
      show(/** @type {HTMLElement} */ (text), text.getAttribute("data-for") === part);
    }
    await Promise.all([newPassphrase.draw(), newCode.draw()]);
    const offered = await offerOtherCase(look, fragment, () => sessionStorage.removeItem(SLOT));
    if (!offered) showView("about");
  } catch (error) {
    refuse(/** @type {Error} */ (error).message);
  }
}

/** @param {string} view */
function goTo(view) {
  newCode.rest();
  showView(view);
}

async function choose() {
  try {
    passphrase = await newPassphrase.chosen();
    if (passphrase) goTo("recovery");
  } catch (error) {
    showErrors([{ id: "own", text: /** @type {Error} */ (error).message }]);
  }
}

/** @param {string} reason */
function refuse(reason) {
  find("#no-reason").textContent = reason;
  showView("no");
}

/** @param {string} recoveryCode  or "" */
async function join(recoveryCode) {
  find("#busy").textContent = words.busy ?? "";
  try {
    const joiner = { name: value("join-name"), signIn: value("join-sign-in"), passphrase, recovery: recoveryCode };
    const me = await vault.call("join", { ...joiner, fragment, lang: pageLanguage() });
    sessionStorage.removeItem(SLOT);
    find("#fingerprint").textContent = me.fingerprint;
    find("#not-yet").textContent = (role === "victim" ? words.mediatorNotYet : words.staffNotYet) ?? "";
    showView("done");
  } catch (error) {
    explain(/** @type {import("../vault/client.js").VaultError} */ (error));
  } finally {
    find("#busy").textContent = "";
  }
}

/** @param {import("../vault/client.js").VaultError} error */
function explain({ code, message }) {
  const fields = new Map([["name-taken", "join-sign-in"], ["wrong-sign-in", "join-sign-in"], ["name-unfit", "join-name"]]);
  const id = fields.get(code);
  if (id) goTo("name");
  else newCode.rest();
  showErrors([{ id: id ?? "written", text: message }]);
}

/**
 * @param {({id: string, text: string} | null)[]} errors
 * @returns {boolean} none
 */
function check(errors) {
  const found = errors.filter((error) => error !== null);
  showErrors(found);
  return found.length === 0;
}

/**
 * @param {string} id
 * @param {string | undefined} text
 */
function missing(id, text) {
  return value(id) === "" ? { id, text: text ?? "" } : null;
}

/** @param {string} id */
function value(id) {
  return /** @type {HTMLInputElement} */ (find(`#${id}`)).value.trim();
}

/** @param {string} code */
function sentenceOf(code) {
  return JSON.parse(find("#vault-strings").textContent ?? "{}")[code] ?? "";
}

/** @returns {string} the link's secret part, kept for this tab and taken out of the address bar */
function takeFragment() {
  const given = location.hash.slice(1);
  if (given) {
    sessionStorage.setItem(SLOT, given);
    history.replaceState(null, "", location.pathname);
  }
  return given || (sessionStorage.getItem(SLOT) ?? "");
}
