/** One task: opens the letter for printing, and records what happened. */
import { vault } from "../vault/client.js";
import { numberPages } from "./paper.js";
import { fill, find, onPress, show, strings, trouble } from "./page.js";
import { drawn, layOut } from "./sheet.js";
import { day } from "./words.js";

const OUTCOMES = ["delivered", "not-accepted", "failed"];
const page = find("#task");
const task = Number(page.dataset.task);

/** Nothing of what was called back stays on this page, nor comes out of the printer. */
function showRecall() {
  for (const gone of document.querySelectorAll("#work, #paper")) gone.remove();
  page.dataset.state = "recalling";
  find("#state").textContent = "";
  show(find("#recall"));
  find("#recall-title").focus();
}

/** @returns {Promise<boolean>} whether it was called back since the page was opened; then the page says so */
async function isRecalled() {
  const { state } = await vault.call("task", { task });
  if (state === "recalling") showRecall();
  return state === "recalling";
}

/** @param {() => Promise<void>} act  refused where it was called back: then the page says that, not that something failed */
function unlessRecalled(act) {
  return async () => {
    try {
      await act();
    } catch (error) {
      if (!(await isRecalled())) throw error;
    }
  };
}

async function open() {
  await vault.unlocked();
  if (page.dataset.state === "taken") await vault.call("pullTask", {});
  const letter = await vault.call("openTask", { task });
  layOut(find("#sheet"), letter, (place, total) => fill(strings().picture, { number: place, total }));
  numberPages(fill(strings().foot, { number: task }));
  show(find("#opening"), false);
  show(find("#paper"));
}

const opened = open();

async function print() {
  await opened;
  if (await isRecalled()) return;
  await drawn(find("#sheet"));
  window.print();
  if (page.dataset.state === "printed") return find("#print-again").focus();
  offer(OUTCOMES);
  ["step-printed", "step-outcome"].forEach(openStep);
  find("#printed").focus();
}

/** @param {string} id */
function openStep(id) {
  const step = find(`#${id}`);
  show(find(".step__body", step));
  for (const other of document.querySelectorAll(".step")) other.removeAttribute("aria-current");
  step.setAttribute("aria-current", "step");
}

/** Show these outcomes, each with what will be recorded today. @param {string[]} outcomes */
function offer(outcomes) {
  const today = day(new Date().toISOString());
  for (const outcome of OUTCOMES) {
    const sentence = find(`#${outcome}-record`);
    sentence.textContent = fill(sentence.dataset.record ?? "", { day: today });
    show(find(`[data-of="${outcome}"]`), outcomes.includes(outcome));
  }
  for (const part of document.querySelectorAll("[data-printed]")) {
    show(/** @type {HTMLElement} */ (part), outcomes.length > 1);
  }
}

/** Open the last step at its heading, not at a button: a key pressed twice records nothing that did not happen. */
function openOutcomes() {
  openStep("step-outcome");
  const heading = find("#step-outcome h2");
  heading.tabIndex = -1;
  heading.focus();
}

/** Nothing is printed yet and nothing can be: the person has moved, or the printer does not work. */
function offerFailed() {
  offer(["failed"]);
  openOutcomes();
}

async function signPrinted() {
  await vault.call("handled", { task, outcome: "printed", how: "none" });
  page.dataset.state = "printed";
  find("#state").textContent = strings().printed;
}

/** Until it is recorded no outcome can be pressed: the steps above fold then, and what is under a finger moves. */
async function recordPrinted() {
  const outcomes = find("#step-outcome");
  outcomes.inert = true;
  await signPrinted().finally(() => (outcomes.inert = false));
  for (const done of ["print", "printed"]) show(find(`#step-${done} .step__body`), false);
  openOutcomes();
}

/** @param {string} outcome */
async function record(outcome) {
  await vault.unlocked();
  if (page.dataset.state !== "printed" && outcome !== "failed") await signPrinted();
  const how = /** @type {HTMLInputElement} */ (find("input[name='how']:checked")).value;
  await vault.call("handled", { task, outcome, how: outcome === "delivered" ? how : "none" });
  window.location.reload();
}

onPress(find("#print"), unlessRecalled(print));
onPress(find("#print-again"), unlessRecalled(print));
onPress(find("#printed"), unlessRecalled(recordPrinted));
find("#not-possible").addEventListener("click", offerFailed);
for (const button of document.querySelectorAll("[data-outcome]")) {
  const outcome = button.getAttribute("data-outcome") ?? "";
  onPress(/** @type {HTMLElement} */ (button), unlessRecalled(() => record(outcome)));
}
if (page.dataset.state === "printed") offer(OUTCOMES);
opened.catch((error) => {
  show(find("#opening"), false);
  trouble(error.message);
});
