/** What is here for her: now, later, with her mediator, not at all; kept in her own sealed memory. */
import { vault } from "../vault/client.js";
import { find, onPress, pageLanguage, show, strings, trouble } from "./page.js";

const { message, case: caseCode } = find("#here").dataset;
let chosen = "";

/** @param {string} choice */
async function choose(choice) {
  await vault.unlocked();
  const words = choice === "with-mediator" ? { words: strings().words } : {};
  if (choice === "now") return window.location.assign(`/${pageLanguage()}/read/${message}`);
  const chosenNow = { message, case: caseCode, choice, lang: pageLanguage(), ...words };
  if (choice !== chosen) await vault.call("choose", chosenNow);
  tell(choice, true);
}

/** @param {string} choice @param {boolean} aloud */
function tell(choice, aloud) {
  chosen = choice;
  const sentence = strings()[choice] ?? "";
  find("#chosen-words").textContent = sentence;
  show(find("#chosen"), sentence !== "");
  if (aloud) find("#chosen-heard").textContent = sentence;
}

async function start() {
  for (const button of document.querySelectorAll("button[data-choice]")) {
    const choice = button.getAttribute("data-choice") ?? "";
    onPress(/** @type {HTMLElement} */ (button), () => choose(choice));
  }
  await vault.unlocked();
  const { choices } = await vault.call("choices", {});
  if (chosen === "") tell(choices[message ?? ""]?.choice ?? "", false); // she may have chosen meanwhile
}

start().catch((error) => trouble(error.message));
