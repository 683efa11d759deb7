/** The liaison's counter: opens the institution's desk where needed, takes the next task, finds the task of a reply. */
import { vault } from "../vault/client.js";
import { clearErrors, showErrors } from "./frame.js";
import { find, onPress, pageLanguage, strings, trouble } from "./page.js";

async function take() {
  await vault.unlocked();
  await vault.call("openMyDesks", {});
  const { task } = await vault.call("pullTask", {});
  if (task === null) find("#no-task").textContent = strings().none;
  else window.location.assign(`/${pageLanguage()}/tasks/${task}`);
}

/** @param {string} text */
function refuse(text) {
  showErrors([{ id: "number", text }]);
}

/** @param {Event} event */
async function findReply(event) {
  event.preventDefault();
  clearErrors();
  const number = /** @type {HTMLInputElement} */ (find("#number")).value.replace(/\s/g, "");
  if (!/^\d{6}$/.test(number)) return refuse(strings().number);
  await vault.unlocked();
  try {
    await vault.call("task", { task: Number(number) });
  } catch (error) {
    const { code, message } = /** @type {import("../vault/client.js").VaultError} */ (error);
    return refuse(code === "not-found" ? strings().unknown : message);
  }
  window.location.assign(`/${pageLanguage()}/tasks/${number}/reply`);
}

async function start() {
  const form = document.querySelector("#reply-form");
  if (!form) return; // an earlier page of the list
  form.addEventListener("submit", findReply);
  onPress(find("#take"), take);
  await vault.unlocked();
  await vault.call("openMyDesks", {});
}

start().catch((error) => trouble(error.message));
