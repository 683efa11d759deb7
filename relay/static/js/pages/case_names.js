/** Puts what she calls each of her cases where a page names one. */
import { vault } from "../vault/client.js";

/** @returns {Promise<void>} once the names stand; a page of one case has none to show */
export async function showCaseNames() {
  const places = [...document.querySelectorAll("[data-case-name]")];
  const codes = [...new Set(places.map(codeOf))];
  if (codes.length === 0) return;
  const { names } = await vault.call("caseNames", { cases: codes });
  for (const place of places) place.textContent = names[codeOf(place)] || place.textContent;
}

/** @param {Element} place */
function codeOf(place) {
  return place.getAttribute("data-case-name") ?? "";
}
