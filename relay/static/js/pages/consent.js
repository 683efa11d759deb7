/** What she agrees to, read from her own ledger as the vault verified it, not from what the server says. */
import { vault } from "../vault/client.js";
import { asked, fill, find, onPress, show, strings, trouble } from "./page.js";
import { acceptance, directions } from "./agreements.js";

const { case: caseCode, party } = find("#consent").dataset;
/** Digest of the mediator's card that the page shows. */
let shownCard = "";

async function refresh() {
  const { mediator, changed } = await vault.call("trust", { case: caseCode });
  const { entries } = await vault.call("ledger", { name: `${caseCode}/${party}` });
  showMediator(mediator, changed, acceptance(entries, mediator?.card ?? ""));
  const given = directions(entries);
  for (const scope of /** @type {const} */ (["send", "receive"])) showScope(scope, given[scope]);
  show(find("#consent-all"), !given.send && !given.receive);
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

/** @param {"send" | "receive"} scope @param {boolean} given */
function showScope(scope, given) {
  const row = find(`[data-scope="${scope}"]`);
  find("[data-sentence]", row).textContent = strings()[`${given ? "given" : "not-given"}-${scope}`];
  show(find("[data-give]", row), !given);
  show(find("[data-take]", row), given);
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

/** @param {"send" | "receive" | "all"} scope @param {boolean} given */
function setConsent(scope, given) {
  const consent = { case: caseCode, party, scope, model: "letters", given, how: "portal" };
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

function watch() {
  onPress(find("#accept"), () => record(accept));
  onPress(find("#take-back-accept"), async () => {
    if (await asked("take-back-question")) await record(() => vault.call("accept", { case: caseCode, given: false }));
  });
  onPress(find("#consent-all"), () => setConsent("all", true));
  for (const scope of /** @type {const} */ (["send", "receive"])) {
    const row = find(`[data-scope="${scope}"]`);
    onPress(find("[data-give]", row), () => setConsent(scope, true));
    onPress(find("[data-take]", row), async () => {
      if (await asked("take-back-question")) await setConsent(scope, false);
    });
  }
}

async function start() {
  watch();
  await vault.unlocked();
  await refresh();
}

start().catch((error) => {
  show(find("#opening"), false);
  trouble(error.message);
});
