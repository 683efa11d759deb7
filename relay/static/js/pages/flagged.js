/** The quiet list of what this device noticed in a letter, each with a way to go there. Advisory only. */
import { show, find } from "./page.js";
import { element } from "./words.js";

/** @typedef {import("../review/flags.js").Flag} Flag */
/** @typedef {{element: HTMLElement, text: string}} Passage  a text area, or a block of a sheet that holds this text alone */

/**
 * Look through what is shown, and list what was found. The finder is loaded when first asked for.
 * @param {Passage[]} passages
 * @param {string[]} names  the case's watch list
 * @param {{flags: Record<string, string>, goTo: string}} words
 */
export async function listFlags(passages, names, words) {
  const { findFlags } = await import("../review/flags.js");
  const lines = passages.flatMap((passage) => findFlags(passage.text, names).map((flag) => lineOf(flag, passage, words)));
  find("#flags").replaceChildren(...lines);
  show(find("#flags"), lines.length > 0);
  show(find("#no-flags"), lines.length === 0);
}

/**
 * @param {Flag} flag
 * @param {Passage} passage
 * @param {{flags: Record<string, string>, goTo: string}} words
 */
function lineOf(flag, passage, words) {
  const button = element("button", "link-button", words.goTo, element("span", "govuk-visually-hidden", `: ${flag.text}`));
  button.setAttribute("type", "button");
  button.dataset.testid = "go-to";
  button.addEventListener("click", () => goTo(flag, passage.element));
  const kind = element("span", "flags__kind", words.flags[flag.kind] ?? "");
  const line = element("li", "flags__item", kind, element("q", "flags__text", flag.text), button);
  line.dataset.flag = flag.kind;
  return line;
}

/**
 * Move the focus there, with the words selected.
 * @param {Flag} flag
 * @param {HTMLElement} place
 */
function goTo({ start, end }, place) {
  if (place instanceof HTMLTextAreaElement) {
    place.focus({ preventScroll: true });
    place.setSelectionRange(start, end);
    const { top, height } = place.getBoundingClientRect();
    return scrollTo(top + (height * start) / Math.max(place.value.length, 1));
  }
  const range = document.createRange();
  const words = /** @type {Text} */ (place.firstChild);
  range.setStart(words, start);
  range.setEnd(words, end);
  const sheet = /** @type {HTMLElement} */ (place.closest("[tabindex]"));
  sheet.focus({ preventScroll: true });
  window.getSelection()?.removeAllRanges();
  window.getSelection()?.addRange(range);
  scrollTo(range.getBoundingClientRect().top);
}

/** @param {number} height  from the window's top */
function scrollTo(height) {
  window.scrollBy(0, height - window.innerHeight / 2);
}
