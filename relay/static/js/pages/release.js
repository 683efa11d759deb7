/** Passing a message on: exactly what the other side gets, what it rests on, and then the release itself. */
import { vault } from "../vault/client.js";
import { nameOf } from "./case_record.js";
import { fill, find, onPress, show, showView, strings, trouble } from "./page.js";
import { layOut } from "./sheet.js";
import { capital, day } from "./words.js";

/** @typedef {{digest: string, scope: string, model: string, given: boolean, how: string, at: string}} Consent */
/** @typedef {{to: string, lang: string, parts: import("./sheet.js").Part[], consent: Consent | null, delivery: string, problems: string[]}} Preview */

const words = strings();
const { message, to } = find("#release").dataset;
let restsOn = "";
let forget = () => {};

async function look() {
  await vault.unlocked();
  /** @type {Preview} */
  const preview = await vault.call("previewRelease", { message, ...chosen() });
  forget();
  forget = layOut(find("#sheet"), preview, (number, total) => fill(words.picture, { number, total }));
  showDelivery(preview.delivery);
  showProblems(preview.problems);
  show(find("#opening"), false);
  show(find("#preview"));
  show(find("#sendable"), preview.problems.length === 0);
  if (preview.consent && preview.problems.length === 0) showConsent(preview.to, preview.consent);
}

/** Of a carried message: to which side, and whether it is said. */
function chosen() {
  const way = document.querySelector("input[name='way']:checked");
  return { to, inPerson: way instanceof HTMLInputElement && way.value === "said" };
}

/** @param {string} delivery */
function showDelivery(delivery) {
  for (const place of document.querySelectorAll("[data-for]")) {
    show(/** @type {HTMLElement} */ (place), place.getAttribute("data-for") === delivery);
  }
}

/** @param {string[]} problems */
function showProblems(problems) {
  const lines = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-problem]"))];
  const known = lines.map(({ dataset }) => dataset.problem ?? "");
  for (const line of lines) show(line, problems.includes(line.dataset.problem ?? ""));
  show(find("[data-problem='other']"), problems.some((problem) => !known.includes(problem)));
  show(find("#problems"), problems.length > 0);
}

/** @param {string} to @param {Consent} consent */
function showConsent(to, { digest, scope, model, how, at }) {
  const name = nameOf(to);
  restsOn = digest;
  find("#to").textContent = capital(name);
  const said = fill(words.agrees, { name, scope: words[scope], model: words[model], how: words[how] });
  find("#consent").textContent = capital(said);
  find("#consent-at").textContent = day(at);
  find("#confirm-release").textContent = fill(words.button, { name });
  find("#released-how").textContent = fill(words.released, { name });
}

async function release() {
  try {
    await vault.call("release", { message, consent: restsOn, ...chosen() });
  } catch (error) {
    await look(); // what it rested on may have changed
    throw error;
  }
  showView("released");
}

function tell(/** @type {Error} */ error) {
  show(find("#opening"), false);
  trouble(error.message);
}

onPress(find("#confirm-release"), release);
for (const way of document.querySelectorAll("input[name='way']")) way.addEventListener("change", () => look().catch(tell));
look().catch(tell);
