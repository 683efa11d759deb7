/** One task: opens the letter for printing, and records what happened. */
import { vault } from "../vault/client.js";
import { numberPages } from "./paper.js";
import { asked, fill, find, onPress, show, strings, trouble } from "./page.js";
import { drawn, layOut } from "./sheet.js";

const { task: number, state } = find("#task").dataset;
const task = Number(number);

async function open() {
  await vault.unlocked();
  if (state === "taken") await vault.call("pullTask", {});
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
  if (state !== "printed") ["step-printed", "step-outcome"].forEach(openStep);
  find(state === "printed" ? "#print-again" : "#printed").focus();
}

/** @param {string} id */
function openStep(id) {
  const step = find(`#${id}`);
  show(find(".step__body", step));
  for (const other of document.querySelectorAll(".step")) other.removeAttribute("aria-current");
  step.setAttribute("aria-current", "step");
}

/** @param {string} outcome @param {string} how */
async function record(outcome, how) {
  const unprinted = state !== "printed" && outcome !== "failed";
  if (unprinted) await vault.call("handled", { task, outcome: "printed", how: "none" });
  if (outcome !== "printed") await vault.call("handled", { task, outcome, how });
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
onPress(find("#printed"), () => record("printed", "none"));
for (const button of document.querySelectorAll("[data-outcome]")) {
  onPress(/** @type {HTMLElement} */ (button), () => ask(button.getAttribute("data-outcome") ?? ""));
}
opened.catch((error) => {
  show(find("#opening"), false);
  trouble(error.message);
});
