/** Small forms: one press at a time, what is missing named at once, nothing sent by the browser itself. */
import { clearErrors, showErrors } from "./frame.js";
import { find, onPress } from "./page.js";

/**
 * Act when a form is sent, by its button or by Enter.
 * @param {HTMLFormElement} form
 * @param {() => Promise<void>} act
 */
export function onSubmit(form, act) {
  form.addEventListener("submit", (event) => event.preventDefault());
  onPress(find("button[type=submit]", form), act);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {string} what is typed or chosen, without spaces around it; "" for nothing
 */
export function valueOf(form, name) {
  return String(new FormData(form).get(name) ?? "").trim();
}

/**
 * Show what is missing, in the summary and at each field.
 * @param {[boolean, string, string][]} checks  whether it is wrong, the field's id, the sentence
 * @returns {boolean} whether nothing is
 */
export function complete(checks) {
  clearErrors();
  const errors = checks.filter(([wrong]) => wrong).map(([, id, text]) => ({ id, text }));
  showErrors(errors);
  return errors.length === 0;
}

/** Codes of cases and institutions (protocol.md §1). @param {string} code */
export function isCode(code) {
  return /^[A-Z0-9-]{1,32}$/.test(code);
}
