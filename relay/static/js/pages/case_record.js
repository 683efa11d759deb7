/** What every page of a case shows on request: fingerprints, the case sheet, what was decided; verified in the vault. */
import { vault } from "../vault/client.js";
import { sentence } from "./decisions.js";
import { find, onPress, show } from "./page.js";
import { layOut } from "./sheet.js";
import { dayAndTime, element, wordsOf } from "./words.js";

/** Write each fingerprint that the page has room for, from the card itself. */
export async function showFingerprints() {
  for (const place of document.querySelectorAll("[data-fingerprint]")) {
    const { fingerprint } = await vault.call("fingerprint", { card: place.getAttribute("data-fingerprint") });
    place.textContent = fingerprint;
  }
}

/**
 * Connect the buttons that open the sheet and the record.
 * @param {string} code  the case's
 */
export function watchRecord(code) {
  const openSheet = document.querySelector("#open-sheet");
  if (openSheet instanceof HTMLElement) onPress(openSheet, () => showSheet(code, openSheet));
  const showRecord = document.querySelector("#show-record");
  if (showRecord instanceof HTMLElement) onPress(showRecord, () => listRecord(code));
}

/** @param {string} party  @returns {string} the name that this page gives it */
export function nameOf(party) {
  if (party === "") return "";
  const place = document.querySelector(`[data-party="${CSS.escape(party)}"]`);
  return place?.getAttribute("data-name") ?? party;
}

/** @param {string} code @param {HTMLElement} button */
async function showSheet(code, button) {
  await vault.unlocked();
  const sheet = find("#case-sheet");
  layOut(sheet, await vault.call("openSheet", { case: code }), String);
  show(button, false);
  show(sheet);
  sheet.focus();
}

/** @param {string} code */
async function listRecord(code) {
  await vault.unlocked();
  const words = wordsOf("record-words");
  /** @type {{entries: import("./decisions.js").Entry[]}} */
  const { entries } = await vault.call("ledger", { name: code });
  const lines = entries.map((entry) => {
    const when = element("span", "record__when", entry.at === "" ? "" : dayAndTime(entry.at));
    return element("li", "record__entry", when, sentence(entry, words, nameOf));
  });
  const record = find("#record");
  record.replaceChildren(...lines);
  show(record);
  record.focus();
}
