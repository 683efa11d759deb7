// What the page brings for the vault: sentences for refusals, its language, its CSRF token; and where it reads how things stand.
import { Refusal } from "../net/refusal.js";

/**
 * Give a refusal its sentence in the page's language.
 * @param {unknown} error
 * @returns {unknown} the same, with its `message`
 */
export function worded(error) {
  if (!(error instanceof Refusal)) return error;
  const sentences = JSON.parse(document.getElementById("vault-strings")?.textContent ?? "{}");
  return Object.assign(error, { message: sentences[error.code] || error.detail || sentences.unknown || error.code });
}

/** @returns {{lang: string, csrf: string}} the token spares the worker asking for one */
export function ofThisPage() {
  const csrf = document.querySelector("meta[name=csrf-token]")?.getAttribute("content") ?? "";
  return { lang: document.documentElement.lang, csrf };
}

/** @param {"ready" | "locked"} state */
export function mark(state) {
  document.documentElement.dataset.vault = state;
}
