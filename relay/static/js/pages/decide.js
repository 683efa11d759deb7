/** The row of decisions about a message: each is one press, and one question where it matters. */
import { vault } from "../vault/client.js";
import { asked, find, onPress, pageLanguage, strings, trouble } from "./page.js";

/** @typedef {{changes: () => {parts: object[], added: string}, changed: boolean, toVictim: boolean, lang: string}} Edited */

const words = strings();
const { message } = find("#review").dataset;

/**
 * Connect the buttons that this message has.
 * @param {Promise<unknown>} opened  nothing is decided about what is not read
 * @param {() => Edited} edited
 */
export function watchDecisions(opened, edited) {
  /** @type {Record<string, () => Promise<void>>} */
  const decisions = {
    "#hold": hold,
    "#decline": decline,
    "#approve": () => review("approved"),
    "#return": () => giveBack(edited()),
    "#propose": () => propose(edited()),
  };
  for (const [selector, decide] of Object.entries(decisions)) {
    const button = document.querySelector(selector);
    if (button instanceof HTMLElement) onPress(button, () => opened.then(decide));
  }
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-ask]"))) {
    onPress(button, () => opened.then(() => ask(button.dataset.ask)));
  }
}

/** @param {"held" | "declined" | "approved"} to @param {string} [until]  a date or "" */
async function review(to, until = "") {
  await vault.call("review", { message, to, until });
  window.location.assign(`/${pageLanguage()}/home`);
}

async function hold() {
  if (await asked("hold-question")) await review("held", /** @type {HTMLInputElement} */ (find("#until")).value);
}

async function decline() {
  if (await asked("decline-question")) await review("declined");
}

/** @param {Edited} edited */
async function giveBack({ lang }) {
  if (!(await asked("return-question"))) return;
  const text = written("#guidance");
  if (text === "") return trouble(words.noGuidance);
  await vault.call("returnLetter", { message, text, lang });
  moveOn();
}

/** @param {Edited} edited */
async function propose(edited) {
  if (!edited.changed) return trouble(words.unchanged);
  if (!(await asked("propose-question"))) return;
  const said = written("#propose-words");
  if (edited.toVictim && said === "") return trouble(words.noGuidance);
  await vault.call("propose", { message, ...edited.changes(), words: said, lang: edited.lang });
  moveOn();
}

/** @param {string} [party]  whose words a carried message brings */
async function ask(party) {
  await vault.call("proposeRelayed", { message, party });
  moveOn();
}

/** Stay where one is: the page says where the message stands now. */
function moveOn() {
  window.dispatchEvent(new Event("decided"));
  window.location.reload();
}

/** @param {string} selector */
function written(selector) {
  return /** @type {HTMLTextAreaElement} */ (find(selector)).value.trim();
}
