/** Something she sent: her copy, what her mediator wrote about it, her answer, and taking it back. */
import { vault } from "../vault/client.js";
import { layOutDifference } from "./difference.js";
import { asked, fill, find, onPress, pageLanguage, show, strings, trouble } from "./page.js";
import { layOut } from "./sheet.js";

/** @typedef {import("../vault/answering.js").Wrote} Wrote */
/** @typedef {import("../vault/answering.js").Words} Words */

const said = strings();
const { message, case: caseCode, kept } = find("#letter").dataset;
/** @type {Wrote} what the page shows, and what an answer is about */
let wrote;

/** @param {string} place  of a section with a sheet @param {Words | null} words */
function lay(place, words) {
  show(find(`#${place}`), words !== null);
  if (words) layOut(find(`#${place}-sheet`), /** @type {any} */ (words), (number) => fill(said.picture, { number }));
}

async function openCopy() {
  const { text, images, lang } = await vault.call("openKept", { draft: kept });
  const parts = text === "" ? images : [{ type: "text/plain", text }, ...images];
  layOut(find("#copy"), { lang, parts }, (number) => fill(said.picture, { number }));
  show(find("#copy"));
}

async function openWrote() {
  wrote = await vault.call("wrote", { message, case: caseCode });
  const { guidance, original, edited, from, released, state } = wrote;
  show(find("#withdrawn-late"), state === "withdrawn" && released);
  find("#wrote-by").textContent = fill(said.from, { name: from.name });
  lay("guidance", guidance);
  lay("original", original);
  lay("edited", edited);
  if (original && edited) layOutDifference(find("#changes-sheet"), original, edited, changeWords());
  show(find("#changes"), original !== null && edited !== null);
  showAnswer(edited?.answer ?? "");
  show(find("#wrote"), guidance !== null || edited !== null);
  if (original) hideSecondCopy();
}

function changeWords() {
  return { added: said.added, taken: said.taken, end: said.end, picture: said.picture };
}

/** Her letter was given back to her: no second one beside it, nor a word that there is none. */
function hideSecondCopy() {
  for (const place of document.querySelectorAll("#kept, #no-copy")) show(/** @type {HTMLElement} */ (place), false);
}

/** @param {string} answer */
function showAnswer(answer) {
  show(find("#answer"), answer === "" && wrote.state === "proposed");
  find("#answered").textContent = said[answer] ?? "";
}

/** @param {"agree" | "disagree"} answer */
async function reply(answer) {
  const { edited } = wrote;
  if (!edited || !(await asked(`ask-${answer}`))) return;
  await vault.call(answer, { message, case: caseCode, edited: edited.message, seal: edited.seal });
  showAnswer(answer);
  find("#answered").focus(); // its button is gone
}

async function startAnew() {
  const { original } = wrote;
  if (!original) return;
  const text = original.parts.flatMap((part) => ("text" in part ? [part.text] : [])).join("\n\n");
  const images = original.parts.filter((part) => !("text" in part));
  const { draft } = await vault.call("saveDraft", { case: caseCode, text, images, lang: original.lang });
  window.location.assign(`/${pageLanguage()}/write?draft=${draft}`);
}

async function withdraw() {
  if (!(await asked("ask-withdraw"))) return;
  await vault.call("withdraw", { message, case: caseCode });
  window.location.reload();
}

function watch() {
  onPress(find("#agree"), () => reply("agree"));
  onPress(find("#disagree"), () => reply("disagree"));
  onPress(find("#new-draft"), startAnew);
  if (document.querySelector("#withdraw")) onPress(find("#withdraw"), withdraw);
}

async function start() {
  watch();
  await vault.unlocked();
  await Promise.all([kept ? openCopy() : undefined, openWrote()]);
}

start().catch((error) => trouble(error.message));
