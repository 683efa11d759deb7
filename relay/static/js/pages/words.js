/** Sentences and dates for pages that write lists by script. */
import { timeZone } from "./page.js";

/**
 * @param {string} id  of a `<script type="application/json">`
 * @returns {Record<string, string>}
 */
export function wordsOf(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? "{}");
}

/** @param {string} moment  ISO 8601  @returns {string} "3 November 2026" */
export function day(moment) {
  return write(moment, { day: "numeric", month: "long", year: "numeric" });
}

/** @param {string} date  YYYY-MM-DD, the same day wherever it is read  @returns {string} "3 November 2026" */
export function calendarDay(date) {
  return write(date, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/** @param {string} moment  ISO 8601  @returns {string} "3 November 2026, 14:05" */
export function dayAndTime(moment) {
  return write(moment, { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** @param {string} phrase  @returns {string} as a sentence begins */
export function capital(phrase) {
  return phrase.charAt(0).toLocaleUpperCase() + phrase.slice(1);
}

/**
 * Make an element with a class and text.
 * @param {string} tag
 * @param {string} name  of its class
 * @param {...(string | Node)} content  text stays text
 */
export function element(tag, name, ...content) {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...content);
  return made;
}

/**
 * @param {string} label
 * @param {string} testid
 * @returns {HTMLButtonElement} a secondary one
 */
export function buttonOf(label, testid) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.dataset.testid = testid;
  button.textContent = label;
  return button;
}

/**
 * @param {string} moment
 * @param {Intl.DateTimeFormatOptions} form
 */
function write(moment, form) {
  const locale = document.documentElement.lang.startsWith("fr") ? "fr-CA" : "en-GB"; // the day first, as the server writes it
  const parts = new Intl.DateTimeFormat(locale, { timeZone: timeZone(), ...form }).formatToParts(new Date(moment));
  const isFirst = locale === "fr-CA" && parts.some(({ type, value }) => type === "day" && value === "1");
  return parts.map(({ type, value }) => (isFirst && type === "day" ? "1er" : value)).join("");
}
