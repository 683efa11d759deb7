/** What every page module needs of its page: its sentences, its elements. */

/**
 * Return the page's sentences: `{% set strings = {…} %}` of its template.
 * @returns {Record<string, string>}
 */
export function strings() {
  return JSON.parse(find("#strings").textContent ?? "{}");
}

/**
 * Find an element that the template promises.
 * @template {HTMLElement} [E=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {E}
 * @throws {Error} the template and its module disagree
 */
export function find(selector, within = document) {
  const element = within.querySelector(selector);
  if (!element) throw new Error(`no ${selector} on this page`);
  return /** @type {E} */ (element);
}

/**
 * Fill the gaps of a sentence: `fill("Saved {time}", {time: "14:05"})`.
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap));
}

/** @param {HTMLElement} element @param {boolean} shown */
export function show(element, shown = true) {
  element.hidden = !shown;
}

/**
 * Show one view of several and move the reader to its heading.
 * @param {string} name  of `<section data-view="name">`
 */
export function showView(name) {
  for (const view of document.querySelectorAll("[data-view]")) {
    show(/** @type {HTMLElement} */ (view), view.getAttribute("data-view") === name);
  }
  const heading = find(`[data-view="${name}"] h1, [data-view="${name}"] h2`);
  heading.tabIndex = -1;
  heading.focus();
  window.scrollTo(0, 0);
}

/**
 * Say that something did not work, where it is seen and heard; an empty message takes it away.
 * @param {string} message  in the reader's language
 */
export function trouble(message) {
  const box = find("#trouble");
  find("[data-message]", box).textContent = message;
  show(box, message !== "");
  if (message !== "") box.focus();
}

/**
 * Let a button do one thing at a time; what goes wrong is shown, and pressing again tries again. A template may give it
 * as `disabled`, so that no press is lost before this module is here.
 * @param {HTMLElement} button
 * @param {() => Promise<void>} act
 */
export function onPress(button, act) {
  button.removeAttribute("disabled");
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    trouble("");
    try {
      await act();
    } catch (error) {
      trouble(/** @type {Error} */ (error).message);
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
}

/**
 * Ask in place, in a dialog of the template (parts/confirm.html).
 * @param {string} id  of the dialog
 * @returns {Promise<boolean>} whether the consequence was chosen
 */
export function asked(id) {
  const dialog = /** @type {HTMLDialogElement} */ (find(`#${id}`));
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
  });
}

/** @returns {"en" | "fr"} */
export function pageLanguage() {
  return document.documentElement.lang.startsWith("fr") ? "fr" : "en";
}

/** @returns {string | undefined} the programme's time zone: every time on a page is in it, whoever wrote it there */
export function timeZone() {
  return document.documentElement.dataset?.zone;
}

/**
 * A moment as the hour people read on the programme's clock: "14:05", "14 h 05".
 * @param {string} moment  ISO 8601
 */
export function clockTime(moment) {
  const form = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: timeZone() });
  return new Date(moment).toLocaleTimeString(document.documentElement.lang, form);
}
