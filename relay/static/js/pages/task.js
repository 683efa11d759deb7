/** One task: opens the letter for printing, and records what happened. */
import { vault } from "../vault/client.js";
import { numberPages } from "./paper.js";
import { fill, find, onPress, show, strings, trouble } from "./page.js";
import { drawn, layOut } from "./sheet.js";
import { day } from "./words.js";

const OUTCOMES = ["delivered", "not-accepted", "failed"];
const page = find("#task");
const task = Number(page.dataset.task);

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

async function recordPrinted() {
  await signPrinted();
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

onPress(find("#print"), print);
onPress(find("#print-again"), print);
onPress(find("#printed"), recordPrinted);
find("#not-possible").addEventListener("click", offerFailed);
for (const button of document.querySelectorAll("[data-outcome]")) {
  onPress(/** @type {HTMLElement} */ (button), () => record(button.getAttribute("data-outcome") ?? ""));
}
if (page.dataset.state === "printed") offer(OUTCOMES);
opened.catch((error) => {
  show(find("#opening"), false);
  trouble(error.message);
});
