/** A reply comes in: pages in order or typed words, sealed to the mediator and gone from here. */
import { vault } from "../vault/client.js";
import { clearErrors, showErrors } from "./frame.js";
import { holdWhile } from "./held.js";
import { showNewMediator } from "./new_mediator.js";
import { asked, find, onPress, pageLanguage, showView, strings, trouble } from "./page.js";
import { Pictures } from "./pictures.js";

const task = Number(find("#reply").dataset.task);
const letter = /** @type {HTMLTextAreaElement} */ (find("#letter"));
const pages = new Pictures(find("#pages"), () => {}, { scan: true });
let sealed = false;
/** The mediator whom this page shows. */
let shown = { case: "", card: "" };

function begun() {
  return letter.value.trim() !== "" || pages.all.length > 0;
}

async function send() {
  if (!(await pages.settled())) return;
  clearErrors();
  if (!begun()) return showErrors([{ id: "add-pages", text: strings().empty }]);
  await vault.unlocked();
  if (await isForSomebodyNew()) return find("#confirm-mediator").focus();
  if (!(await asked("ask-send"))) return;
  await vault.unlocked();
  await vault.call("reply", { task, images: pages.all, text: letter.value, lang: pageLanguage() });
  sealed = true;
  pages.all = [];
  letter.value = "";
  showView("sent");
}

/** @returns {Promise<boolean>} whether another mediator than before waits to be confirmed */
async function isForSomebodyNew() {
  const found = await vault.call("prepareReply", { task });
  shown = { case: found.case, card: showNewMediator(found) };
  return found.changed;
}

async function confirmMediator() {
  await vault.call("confirmMediator", shown).finally(isForSomebodyNew);
  find("#send").focus();
}

onPress(find("#send"), send);
onPress(find("#confirm-mediator"), confirmMediator);
holdWhile(letter, () => !sealed && begun());
vault
  .unlocked()
  .then(isForSomebodyNew)
  .catch((error) => trouble(error.message));
