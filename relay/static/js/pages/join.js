// Joining, step by step. What follows `#` in the address goes to the vault, never to the server, and then out of the address.
import { vault } from "../vault/client.js";
import { clearErrors, showErrors } from "./frame.js";
import { fill, find, pageLanguage, show, showView, strings } from "./page.js";

/** Where the link waits while somebody reloads or changes the language; signing in and leaving clear it. */
const SLOT = "relay.join";

const words = strings();
const fragment = takeFragment();
const names = /** @type {HTMLFormElement} */ (find("#name-form"));
const recovery = /** @type {HTMLFormElement} */ (find("#recovery-form"));
let passphrase = "";
/** @type {{code: string, groups: string[], ask: [number, number]}} */
let drawn = { code: "", groups: [], ask: [0, 1] };
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
recovery.addEventListener("submit", (event) => {
  event.preventDefault();
  if (check([differs("group-1", drawn.ask[0]), differs("group-2", drawn.ask[1])])) void join(drawn.code);
});
find("#skip").addEventListener("click", () => void join(""));
find("#written").addEventListener("click", () => askCode(true));
find("#show-code").addEventListener("click", () => askCode(false));
find("#draw").addEventListener("click", () => void drawWords());
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
    await Promise.all([drawWords(), drawCode()]);
    showView("about");
  } catch (error) {
    refuse(/** @type {Error} */ (error).message);
  }
}

/** @param {string} view */
function goTo(view) {
  askCode(false);
  showView(view);
}

/** @param {string} reason */
function refuse(reason) {
  find("#no-reason").textContent = reason;
  showView("no");
}

async function drawWords() {
  const answer = await vault.call("drawPassphrase", { lang: pageLanguage() });
  ({ passphrase } = answer);
  find("#words").replaceChildren(...answer.words.map(item));
}

async function drawCode() {
  drawn = await vault.call("drawRecovery");
  find("#code").replaceChildren(...drawn.groups.map(item));
  for (const [index, field] of ["group-1", "group-2"].entries()) {
    const number = (drawn.ask[index] ?? 0) + 1;
    find(`label[for=${field}]`).textContent = fill(words.askFirst ?? "", { number });
  }
}

/** @param {boolean} asked  the code is hidden while two of its groups are asked */
function askCode(asked) {
  clearErrors();
  show(find("#code-shown"), !asked);
  show(find("#code-asked"), asked);
  find(asked ? "#group-1" : "#written").focus();
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
  else askCode(false);
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

/**
 * @param {string} id
 * @param {number} group
 */
function differs(id, group) {
  const typed = value(id).toUpperCase().replace(/[\s-]/gu, "").replaceAll("O", "0").replace(/[IL]/gu, "1");
  return typed === drawn.groups[group] ? null : { id, text: fill(words.groupWrong ?? "", { number: group + 1 }) };
}

/** @param {string} id */
function value(id) {
  return /** @type {HTMLInputElement} */ (find(`#${id}`)).value.trim();
}

/** @param {string} text */
function item(text) {
  const element = document.createElement("li");
  element.textContent = text;
  return element;
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
