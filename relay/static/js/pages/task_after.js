/** What may come after a task was handed over or called back: an answer, a withdrawal, the end of a recall. */
import { vault } from "../vault/client.js";
import { asked, find, onPress } from "./page.js";

const page = find("#task");
const task = Number(page.dataset.task);

/** @param {string} name  of radio buttons  @returns {string} the one that is marked */
function marked(name) {
  return /** @type {HTMLInputElement} */ (find(`input[name="${name}"]:checked`)).value;
}

/**
 * Ask, record, and show the page as things stand then.
 * @param {string} question  id of a dialog
 * @param {() => Promise<unknown>} record
 */
async function settle(question, record) {
  if (!(await asked(question))) return;
  await vault.unlocked();
  await record();
  window.location.reload();
}

/** @param {string} selector @param {(button: HTMLElement) => Promise<void>} act */
function onEach(selector, act) {
  for (const found of document.querySelectorAll(selector)) {
    const button = /** @type {HTMLElement} */ (found);
    onPress(button, () => act(button));
  }
}

onEach("[data-answer]", async ({ dataset: { answer } }) => {
  await settle(`ask-${answer}`, () => vault.call("agreeOnPaper", { task, answer, how: marked("answer-how") }));
});
onEach("[data-withdraw]", async ({ dataset: { withdraw: message } }) => {
  const { case: code } = find("#replies").dataset;
  await settle("ask-withdraw", () => vault.call("withdraw", { message, case: code, how: marked("withdraw-how") }));
});
onEach("#recalled", () => {
  return settle("ask-recalled", () => vault.call("handled", { task, outcome: "recalled", how: "none" }));
});
onEach("#recalled-late", () => {
  return settle("ask-recalled-late", () => vault.call("handled", { task, outcome: "delivered", how: "in-person" }));
});
