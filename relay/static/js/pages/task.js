/** One task: opens the letter for printing, and records what happened. */
import { vault } from "../vault/client.js";
import { numberPages } from "./paper.js";
import { asked, fill, find, onPress, show, strings, trouble } from "./page.js";
import { drawn, layOut } from "./sheet.js";

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
  const again = page.dataset.state === "printed";
  if (!again) ["step-printed", "step-outcome"].forEach(openStep);
  find(again ? "#print-again" : "#printed").focus();
}

/** @param {string} id */
function openStep(id) {
  const step = find(`#${id}`);
  show(find(".step__body", step));
  for (const other of document.querySelectorAll(".step")) other.removeAttribute("aria-current");
  step.setAttribute("aria-current", "step");
}

async function recordPrinted() {
  await vault.call("handled", { task, outcome: "printed", how: "none" });
  page.dataset.state = "printed";
  find("#state").textContent = strings().printed;
  for (const done of ["print", "printed"]) show(find(`#step-${done} .step__body`), false);
  openStep("step-outcome");
  find("[data-outcome]").focus();
}

/** @param {string} outcome @param {string} how */
async function record(outcome, how) {
  if (page.dataset.state !== "printed" && outcome !== "failed") await recordPrinted();
  await vault.call("handled", { task, outcome, how });
  window.location.reload();
}

/** @param {string} outcome */
async function ask(outcome) {
  if (!(await asked(`ask-${outcome}`))) return;
  const how = /** @type {HTMLInputElement} */ (find("input[name='how']:checked")).value;
  await record(outcome, outcome === "delivered" ? how : "none");
}

onPress(find("#print"), print);
onPress(find("#print-again"), print);
onPress(find("#printed"), recordPrinted);
for (const button of document.querySelectorAll("[data-outcome]")) {
  onPress(/** @type {HTMLElement} */ (button), () => ask(button.getAttribute("data-outcome") ?? ""));
}
opened.catch((error) => {
  show(find("#opening"), false);
  trouble(error.message);
});
