/** What a mediator keeps with a case: notes to herself, names to look for, and what she carries between the sides. */
import { vault } from "../vault/client.js";
import { complete, onSubmit, valueOf } from "./forms.js";
import { holdWhile, isChanged } from "./held.js";
import { find, onPress, pageLanguage, show, trouble } from "./page.js";
import { dayAndTime, element } from "./words.js";

/** @typedef {{message: string, lang: string, text: string, at: string}} Note */

/** The oldest note that is shown. */
let oldest = "";

/**
 * @param {string} code  the case's
 * @param {Record<string, string>} words
 */
export function watchNotes(code, words) {
  const typed = ["#note", "#watch", "#carried"].map(areaOf);
  const forms = { note: find("#note-form"), watch: find("#watch-form"), carry: find("#carry") };
  onPress(find("#open-notes"), () => openNotes(code, words));
  onPress(find("#more-notes"), () => listNotes(code).then(() => {}));
  onSubmit(/** @type {HTMLFormElement} */ (forms.note), () => keepNote(code, words));
  const listed = showWatchList(code);
  onSubmit(/** @type {HTMLFormElement} */ (forms.watch), () => listed.then(() => keepWatchList(code, words)));
  onSubmit(/** @type {HTMLFormElement} */ (forms.carry), () => keepCarried(code, words));
  holdWhile(forms.note, () => typed.some(isChanged));
  listed.catch((error) => trouble(error.message));
}

/** @param {string} code @param {Record<string, string>} words */
async function openNotes(code, words) {
  await vault.unlocked();
  if (!(await listNotes(code))) {
    find("#no-notes").textContent = words.noNotes;
    return;
  }
  show(find("#open-notes"), false);
  find("#notes").focus();
}

/** @param {string} code @returns {Promise<boolean>} whether there was any */
async function listNotes(code) {
  /** @type {{notes: Note[], next: string}} */
  const { notes, next } = await vault.call("notes", { case: code, before: oldest });
  find("#notes").append(...notes.map(lineOf));
  show(find("#notes"), find("#notes").children.length > 0);
  oldest = next;
  show(find("#more-notes"), next !== "");
  return notes.length > 0;
}

/** @param {Note} note */
function lineOf({ message, lang, text, at }) {
  const words = element("p", "sheet__text", text);
  words.lang = lang;
  const line = element("li", "record__entry", element("span", "record__when", dayAndTime(at)), words);
  line.dataset.message = message;
  return line;
}

/** @param {string} code @param {Record<string, string>} words */
async function keepNote(code, words) {
  const area = areaOf("#note");
  const text = area.value;
  if (!complete([[text.trim() === "", "note", words.noWords]])) return;
  await vault.unlocked();
  const { message } = await vault.call("note", { case: code, text, lang: pageLanguage() });
  if (area.value === text) area.value = ""; // what was typed meanwhile stays
  find("#note-kept").textContent = words.noteKept;
  if (!find("#notes").hidden) find("#notes").prepend(lineOf({ message, lang: pageLanguage(), text, at: new Date().toISOString() }));
}

/** Until the list stands there nothing is typed: keeping that would write over it. @param {string} code */
async function showWatchList(code) {
  await vault.unlocked();
  const { words } = await vault.call("watchList", { case: code });
  const area = areaOf("#watch");
  showKept(area, words);
  area.disabled = false;
}

/** @param {string} code @param {Record<string, string>} words */
async function keepWatchList(code, words) {
  await vault.unlocked();
  const area = areaOf("#watch");
  const typed = area.value;
  const kept = await vault.call("saveWatchList", { case: code, words: typed.split("\n") });
  if (area.value === typed) showKept(area, kept.words);
  find("#watch-kept").textContent = words.watchKept;
}

/** @param {string} code @param {Record<string, string>} words */
async function keepCarried(code, words) {
  const form = /** @type {HTMLFormElement} */ (find("#carry"));
  const [thread, text] = [valueOf(form, "thread"), areaOf("#carried").value];
  if (!complete([[thread === "", "thread", words.noSide], [text.trim() === "", "carried", words.noWords]])) return;
  await vault.unlocked();
  const { message } = await vault.call("relay", { case: code, thread, text, lang: pageLanguage() });
  areaOf("#carried").value = "";
  window.location.assign(`/${pageLanguage()}/review/${message}`);
}

/** @param {HTMLTextAreaElement} area @param {string[]} words */
function showKept(area, words) {
  area.defaultValue = area.value = words.join("\n");
}

/** @param {string} selector */
function areaOf(selector) {
  return /** @type {HTMLTextAreaElement} */ (find(selector));
}
