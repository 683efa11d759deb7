/** A reply comes in: pages in order or typed words, sealed to the mediator and gone from here. */
import { vault } from "../vault/client.js";
import { clearErrors, showErrors } from "./frame.js";
import { asked, find, onPress, pageLanguage, showView, strings, trouble } from "./page.js";
import { Photos } from "./photos.js";

const task = Number(find("#reply").dataset.task);
const letter = /** @type {HTMLTextAreaElement} */ (find("#letter"));
const { picture, remove, earlier, later, empty } = strings();
const pages = new Photos(find("#pages"), { photo: picture, remove, earlier, later }, () => {}, { scan: true });
let sealed = false;

/** @param {Event} event */
async function add(event) {
  const field = /** @type {HTMLInputElement} */ (event.currentTarget);
  clearErrors();
  try {
    await vault.unlocked();
    await pages.add(field.files ?? []);
  } catch (error) {
    showErrors([{ id: field.id, text: /** @type {Error} */ (error).message }]);
  }
  field.value = "";
}

function begun() {
  return letter.value.trim() !== "" || pages.all.length > 0;
}

async function send() {
  clearErrors();
  if (!begun()) return showErrors([{ id: "add-pages", text: empty }]);
  if (!(await asked("ask-send"))) return;
  await vault.unlocked();
  await vault.call("reply", { task, images: pages.all, text: letter.value, lang: pageLanguage() });
  sealed = true;
  pages.all = [];
  letter.value = "";
  showView("sent");
}

/** @param {BeforeUnloadEvent} event */
function warn(event) {
  if (!sealed && begun() && letter.isConnected) event.preventDefault(); // never after a quick exit
}

find("#add-pages").addEventListener("change", add);
onPress(find("#send"), send);
window.addEventListener("beforeunload", warn);
vault.unlocked().catch((error) => trouble(error.message));
