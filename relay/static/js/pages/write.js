/** The page where a letter is written: typed here, sealed in the vault, saved while typing. */
import { vault } from "../vault/client.js";
import { Autosave } from "./autosave.js";
import { showCaseNames } from "./case_names.js";
import { clearErrors } from "./frame.js";
import { asked, find, onPress, pageLanguage, show, strings, trouble } from "./page.js";
import { Pictures } from "./pictures.js";
import { keepSaved, tellSaved } from "./saving.js";
import { Check } from "./write_check.js";

/** @typedef {import("./pictures.js").Picture} Picture */
/** @typedef {{text: string, aside: string, images: Picture[]}} Content */

const words = strings();
const form = find("#letter-form");
const caseCode = form.dataset.case ?? "";
/** Given as disabled where the address names a draft, until that stands here. */
const fields = /** @type {HTMLFieldSetElement} */ (find("#fields"));
const letter = /** @type {HTMLTextAreaElement} */ (find("#letter"));
const aside = /** @type {HTMLTextAreaElement} */ (find("#aside"));
const pictures = new Pictures(find("#pictures"), changed);
const autosave = new Autosave({ save, tell });
let draft = form.dataset.draft ?? "";
/** The letter's own language: that of the page it was begun on, until she says otherwise. */
let lang = pageLanguage();
/** Done once the draft that the address names stands on the sheet. */
let loaded = Promise.resolve();

/** @returns {Content} */
function content() {
  return { text: letter.value, aside: aside.value, images: pictures.all };
}

/** @returns {Promise<boolean>} whether all that belongs to the letter is there, and could be read */
async function settled() {
  await loaded;
  return pictures.settled();
}

function changed() {
  const now = content();
  const begun = draft !== "" || now.text !== "" || now.aside !== "" || now.images.length > 0;
  autosave.delay = now.images.length > 0 ? 2500 : 700; // pictures are sealed and sent anew with each save
  if (begun) autosave.touch(now);
  if (begun && letter.hasAttribute("aria-invalid")) clearErrors(); // "write something first" was done
}

/** @param {Content} typed */
async function save(typed) {
  await vault.unlocked();
  const known = draft === "" ? {} : { draft };
  const answer = await vault.call("saveDraft", { ...known, ...typed, case: caseCode, lang });
  take(answer.draft);
  return answer;
}

/** @param {string} id  of the draft that this page writes from now on */
function take(id) {
  draft = id;
  show(find("#delete-draft"));
  const address = new URL(window.location.href);
  address.searchParams.set("draft", id);
  window.history.replaceState(window.history.state, "", address);
  /** @type {HTMLAnchorElement} */ (find("[data-testid='language']")).search = address.search;
}

/** @param {import("./autosave.js").News} news */
function tell(news) {
  tellSaved(news, words);
}

async function keepBoth() {
  draft = "";
  autosave.touch(content());
  autosave.resume();
  await autosave.flush();
  letter.focus();
}

async function takeNewer() {
  autosave.drop();
  await load();
  autosave.resume();
  letter.focus();
}

async function load() {
  await vault.unlocked();
  const kept = await vault.call("loadDraft", { draft });
  letter.value = kept.text;
  aside.value = kept.aside;
  pictures.all = kept.images;
  fields.disabled = false;
  setLanguage(kept.lang === "fr" ? "fr" : "en");
  tell({ state: "saved", saved: kept.saved });
  show(find("#delete-draft"));
}

/** @param {"en" | "fr"} of  the letter; where the page's is another, one press changes it */
function setLanguage(of) {
  lang = of;
  for (const field of [letter, aside]) field.lang = `${of}-CA`;
  show(find("#other-language"), of !== pageLanguage());
}

function writeInThisLanguage() {
  setLanguage(pageLanguage());
  changed();
  letter.focus();
}

async function remove() {
  if (!(await asked("delete-question"))) return;
  autosave.drop();
  await vault.call("deleteDraft", { draft });
  window.location.replace(`/${pageLanguage()}/home`);
}

async function start() {
  for (const field of [letter, aside]) field.addEventListener("input", changed);
  onPress(find("#delete-draft"), remove);
  find("#this-language").addEventListener("click", writeInThisLanguage);
  onPress(find("#keep-both"), keepBoth);
  onPress(find("#take-newer"), takeNewer);
  keepSaved(autosave, letter);
  new Check({ caseCode, content, settled, draft: () => draft, lang: () => lang, autosave }).watch();
  if (draft !== "") {
    loaded = load();
    await loaded;
  } else {
    changed(); // words typed before this module was here are saved too
  }
  await showCaseNames();
}

start().catch((error) => trouble(error.message));
