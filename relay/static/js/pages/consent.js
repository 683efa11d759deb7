/** What she agrees to, read from her own ledger as the vault verified it, not from what the server says. */
import { vault } from "../vault/client.js";
import { asked, fill, find, onPress, show, strings, trouble } from "./page.js";
import { acceptance, directions } from "./agreements.js";
import { showCaseNames } from "./case_names.js";

const { case: caseCode, party } = find("#consent").dataset;
/** @typedef {{place: HTMLElement, model: string, scope: "send" | "receive"}} Row */

/** Digest of the mediator's card that the page shows. */
let shownCard = "";

async function refresh() {
  const { mediator, changed } = await vault.call("trust", { case: caseCode });
  const { entries } = await vault.call("ledger", { name: `${caseCode}/${party}` });
  showMediator(mediator, changed, acceptance(entries, mediator?.card ?? ""));
  for (const row of rows()) showAgreement(row, directions(entries, row.model)[row.scope]);
  const letters = directions(entries, "letters");
  show(find("#consent-all"), !letters.send && !letters.receive);
  show(find("#opening"), false);
  show(find("#agreements"));
}

/** @param {{card: string, name: string, fingerprint: string} | null} mediator @param {boolean} changed @param {boolean} accepted */
function showMediator(mediator, changed, accepted) {
  shownCard = mediator?.card ?? "";
  show(find("#mediator"), mediator !== null);
  show(find("#mediator-changed"), changed);
  find("#mediator-name").textContent = mediator?.name ?? "";
  find("#mediator-fingerprint").textContent = mediator?.fingerprint ?? "";
  const sentence = accepted ? strings().accepted : strings().notAccepted;
  find("#mediator-state").textContent = mediator ? fill(sentence, { name: mediator.name }) : strings().nobody;
  show(find("#accept"), !accepted || changed);
  show(find("#take-back-accept"), accepted);
}

/** @returns {Row[]} what she may agree to, each way */
function rows() {
  return [...document.querySelectorAll("[data-scope]")].map((found) => {
    const place = /** @type {HTMLElement} */ (found);
    const { model = "", scope } = place.dataset;
    return { place, model, scope: /** @type {Row["scope"]} */ (scope) };
  });
}

/** @param {Row} row @param {boolean} given */
function showAgreement({ place, model, scope }, given) {
  find("[data-sentence]", place).textContent = strings()[`${given ? "given" : "not-given"}-${model}-${scope}`];
  show(find("[data-give]", place), !given);
  show(find("[data-take]", place), given);
}

/** @param {() => Promise<unknown>} decide */
async function record(decide) {
  const pressed = /** @type {HTMLElement | null} */ (document.activeElement);
  await decide();
  await refresh();
  find("#heard").textContent = strings().done;
  if (pressed?.hidden) keepFocus(pressed);
}

/** The button that was pressed is gone: go to the one in its place. @param {HTMLElement} gone */
function keepFocus(gone) {
  const place = gone.closest("section") ?? document;
  /** @type {HTMLElement | null} */ (place.querySelector("button:not([hidden])"))?.focus();
}

/** @param {string} model @param {"send" | "receive" | "all"} scope @param {boolean} given */
function setConsent(model, scope, given) {
  const consent = { case: caseCode, party, scope, model, given, how: "portal" };
  return record(() => vault.call("setConsent", consent));
}

async function accept() {
  const whom = { case: caseCode, card: shownCard }; // who was shown, not who holds the desk by now
  try {
    await vault.call("confirmMediator", whom);
  } catch (error) {
    await refresh();
    throw error;
  }
  await vault.call("accept", { ...whom, given: true });
}

async function withdrawAll() {
  if (!(await asked("ask-withdraw"))) return;
  await vault.call("withdraw", { case: caseCode });
  find("#withdrawn").textContent = strings().withdrawn;
}

async function keepWord() {
  const field = /** @type {HTMLInputElement} */ (find("#own-word"));
  await vault.call("nameCase", { case: caseCode, word: field.value });
  await showCaseNames();
  find("#word-kept").textContent = strings().kept;
}

function watch() {
  onPress(find("#withdraw-all"), withdrawAll);
  if (document.querySelector("#keep-word")) onPress(find("#keep-word"), keepWord);
  onPress(find("#accept"), () => record(accept));
  onPress(find("#take-back-accept"), async () => {
    if (await asked("take-back-question")) await record(() => vault.call("accept", { case: caseCode, given: false }));
  });
  onPress(find("#consent-all"), () => setConsent("letters", "all", true));
  for (const { place, model, scope } of rows()) {
    onPress(find("[data-give]", place), () => setConsent(model, scope, true));
    onPress(find("[data-take]", place), async () => {
      if (await asked("take-back-question")) await setConsent(model, scope, false);
    });
  }
}

async function start() {
  watch();
  await vault.unlocked();
  await refresh();
  await showCaseNames();
}

start().catch((error) => {
  show(find("#opening"), false);
  trouble(error.message);
});
