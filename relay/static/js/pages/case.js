/** A mediator's case: taking it on, and recording what was said and prepared. */
import { vault } from "../vault/client.js";
import { showFingerprints, watchRecord } from "./case_record.js";
import { conflicted } from "./decisions.js";
import { complete, onSubmit, valueOf } from "./forms.js";
import { watchGiven } from "./given.js";
import { watchAgain } from "./grant_again.js";
import { watchNotes } from "./notes.js";
import { asked, find, onPress, show, strings, trouble } from "./page.js";

const words = strings();
const page = find("#case");
const code = page.dataset.case ?? "";

/** Load the page again where the reader was: what stands there has changed. @param {HTMLElement} side */
function showAgain(side) {
  window.history.replaceState(null, "", `#${side.id}`);
  window.location.reload();
}

async function takeOn() {
  await vault.unlocked();
  await vault.call("takeOn", { case: code });
  window.location.reload();
}

async function declareConflict() {
  if (!(await asked("conflict-question"))) return;
  await vault.unlocked();
  await vault.call("declareConflict", { case: code });
  tellConflict();
}

function tellConflict() {
  for (const button of ["#take-on", "#conflict"]) show(find(button), false);
  find("#conflict-recorded").textContent = words.conflict;
}

/** @param {HTMLFormElement} form @param {HTMLElement} side */
async function recordPrepared(form, side) {
  const checks = new FormData(form).getAll("checks").map(String);
  if (!complete([[checks.length === 0, find("input", form).id, words.noCheck]])) return;
  await vault.unlocked();
  await vault.call("prepared", { case: code, party: side.dataset.party, checks });
  showAgain(side);
}

/** @param {HTMLFormElement} form @param {HTMLElement} side */
async function recordConsent(form, side) {
  const agreed = valueOf(form, "agreed");
  const how = valueOf(form, "agreed-how");
  if (!complete([[agreed === "", "agreed", words.noScope], [how === "", "agreed-how", words.noHow]])) return;
  const given = agreed !== "none";
  await vault.unlocked();
  const { party } = side.dataset;
  const model = valueOf(form, "agreed-model");
  await vault.call("setConsent", { case: code, party, scope: given ? agreed : "all", model, given, how });
  showAgain(side);
}

/** @param {HTMLFormElement} form @param {HTMLElement} side */
async function recordAccept(form, side) {
  const accepts = valueOf(form, "accepts");
  const how = valueOf(form, "accepts-how");
  if (!complete([[accepts === "", "accepts", words.noAnswer], [how === "", "accepts-how", words.noHow]])) return;
  await vault.unlocked();
  await vault.call("accept", { case: code, party: side.dataset.party, given: accepts === "yes", how });
  showAgain(side);
}

const RECORDS = { prepare: recordPrepared, consent: recordConsent, accept: recordAccept };

function watch() {
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-form]"))) {
    const record = RECORDS[/** @type {keyof typeof RECORDS} */ (form.dataset.form)];
    const side = /** @type {HTMLElement} */ (form.closest("[data-party]"));
    onSubmit(form, () => record(form, side));
  }
  watchRecord(code);
  if (document.querySelector("#note-form")) watchNotes(code, words);
  if (document.querySelector("#given")) watchGiven(code, words);
  if (document.querySelector("#again")) watchAgain(code, words);
  if (page.dataset.open === "yes") return;
  onPress(find("#take-on"), takeOn);
  onPress(find("#conflict"), declareConflict);
}

async function start() {
  watch();
  const { card, fingerprint } = await vault.unlocked();
  const own = document.querySelector("#own-fingerprint");
  if (own) own.textContent = fingerprint;
  await showFingerprints();
  const { entries } = await vault.call("ledger", { name: code });
  if (page.dataset.open === "no" && conflicted(entries, card)) tellConflict();
}

start().catch((error) => trouble(error.message));
