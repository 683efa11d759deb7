/** The victim's home: puts her own choices, which only her vault can read, beside what is here for her. */
import { vault } from "../vault/client.js";
import { showCaseNames } from "./case_names.js";
import { find, show, strings, trouble } from "./page.js";

const DONE = ["now", "not-at-all"];

async function start() {
  await vault.unlocked();
  const { choices } = await vault.call("choices", {});
  const here = [...document.querySelectorAll("li[data-state='offered']")];
  for (const line of here) mark(line, choices[line.getAttribute("data-message") ?? ""]?.choice);
  settle(here.filter((line) => !DONE.includes(line.getAttribute("data-choice") ?? "")));
  await watchMediators();
  await showCaseNames();
}

/** @param {Element} line @param {string | undefined} choice */
function mark(line, choice) {
  if (!choice) return;
  line.setAttribute("data-choice", choice);
  const sentence = strings()[choice];
  if (sentence) find(".message__state", line).textContent = sentence;
}

/** @param {Element[]} open  what is here and neither read nor declined */
function settle(open) {
  const here = document.querySelector("#here");
  if (!(here instanceof HTMLElement)) return;
  show(here, open.length > 0);
  show(find("#standing"), open.length === 0);
  if (open.length === 0) hideSecondWayToWrite();
  const line = open[0]?.querySelector("a");
  if (line) /** @type {HTMLAnchorElement} */ (find("a", here)).href = line.href;
}

function hideSecondWayToWrite() {
  const main = /** @type {HTMLAnchorElement} */ (find("#standing a"));
  const link = /** @type {HTMLAnchorElement} */ (find("#write a"));
  show(find("#write"), link.href !== main.href);
}

async function watchMediators() {
  for (const code of (find("#cases").dataset.cases ?? "").split(" ").filter(Boolean)) {
    const { changed } = await vault.call("trust", { case: code });
    if (changed) show(find("#mediator-changed"));
  }
}

start().catch((error) => trouble(error.message));
