/** A case as the office sees it: who mediates, passing the sheet on, what was decided. */
import { vault } from "../vault/client.js";
import { showFingerprints, watchRecord } from "./case_record.js";
import { conflicted } from "./decisions.js";
import { complete, onSubmit, valueOf } from "./forms.js";
import { listMediators } from "./mediators.js";
import { fill, find, onPress, show, strings, trouble } from "./page.js";

const page = find("#case");
const { case: code = "", mediator = "", open } = page.dataset;
const assigning = /** @type {HTMLFormElement | null} */ (document.querySelector("#assign-form"));

async function brief() {
  await vault.unlocked();
  await vault.call("brief", { case: code });
  window.location.reload();
}

async function signAgain() {
  await vault.unlocked();
  await vault.call("renewDesk", { desk: `case/${code}` });
  window.location.reload();
}

/** @param {HTMLFormElement} form */
async function assign(form) {
  const card = valueOf(form, "mediator");
  if (!complete([[card === "", "mediator", strings().noMediator]])) return;
  await vault.unlocked();
  await vault.call("assign", { case: code, card });
  window.location.reload();
}

async function warnOfConflict() {
  if (open === "yes" || mediator === "") return;
  const { entries } = await vault.call("ledger", { name: code });
  if (!conflicted(entries, mediator)) return;
  const name = find("[data-testid='mediator-name']").textContent ?? "";
  find("#conflict p").textContent = fill(strings().conflict, { name });
  show(find("#conflict"));
}

async function start() {
  const passOn = document.querySelector("#brief");
  if (passOn instanceof HTMLElement) onPress(passOn, brief);
  const renew = document.querySelector("#renew");
  if (renew instanceof HTMLElement) onPress(renew, signAgain);
  if (assigning) onSubmit(assigning, () => assign(assigning));
  watchRecord(code);
  await vault.unlocked();
  if (assigning) await listMediators(find("#mediator"), mediator);
  await showFingerprints();
  await warnOfConflict();
}

start().catch((error) => trouble(error.message));
