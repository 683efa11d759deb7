/** What every page does: says that scripts run, connects the exit, and shows errors where they are found and heard. */

import { listenForExit } from "./exit.js";

document.documentElement.classList.add("js-enabled");
document.body.classList.add("js-enabled", "govuk-frontend-supported");
listenForExit();

/**
 * Show what needs another look: in the summary at the top, which gets the focus, and at each field.
 * @param {{id: string, text: string}[]} errors  `id` of the field; none clears all
 */
export function showErrors(errors) {
  clearErrors();
  const summary = document.getElementById("error-summary");
  const list = summary?.querySelector("ul");
  if (!summary || !list || errors.length === 0) return;
  for (const { id, text } of errors) {
    list.append(entry(id, text));
    mark(id, text);
  }
  summary.hidden = false;
  summary.focus();
}

/** Take away every error of this page. */
export function clearErrors() {
  const summary = document.getElementById("error-summary");
  if (summary) {
    summary.hidden = true;
    summary.querySelector("ul")?.replaceChildren();
  }
  for (const sentence of document.querySelectorAll(".govuk-error-message")) {
    sentence.textContent = "";
    /** @type {HTMLElement} */ (sentence).hidden = true;
  }
  for (const field of document.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  for (const group of document.querySelectorAll(".govuk-form-group--error")) group.classList.remove("govuk-form-group--error");
}

/** @param {string} id @param {string} text */
function entry(id, text) {
  const link = document.createElement("a");
  link.href = `#${id}`;
  link.textContent = text;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById(id)?.focus();
  });
  const item = document.createElement("li");
  item.append(link);
  return item;
}

/** @param {string} id @param {string} text */
function mark(id, text) {
  const field = document.getElementById(id);
  field?.setAttribute("aria-invalid", "true");
  field?.closest(".govuk-form-group")?.classList.add("govuk-form-group--error");
  const sentence = document.getElementById(`${id}-error`);
  if (sentence) {
    sentence.textContent = text;
    sentence.hidden = false;
  }
}
