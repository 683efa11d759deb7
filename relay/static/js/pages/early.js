/**
 * Nothing that somebody does before a page's modules are here is lost: a press waits and is done once they listen, and
 * what was typed or chosen is told to them then. No module itself, for it must be first. What listens later still is
 * given as `disabled` by its template.
 */
(() => {
  const TYPES = ["click", "input", "change"];

  /** @type {Map<Element, string>} what was done, by where; pressed twice is pressed once */
  const early = new Map();

  /** @param {Event} event */
  function keep(event) {
    const place = event.target instanceof Element ? event.target : document.documentElement;
    if (event.type !== "click") {
      early.set(place, event.type);
      return;
    }
    const button = place.closest("button");
    if (!button) return; // a link is the browser's own
    event.preventDefault();
    event.stopImmediatePropagation();
    early.set(button, event.type);
  }

  /** Modules have run by now, and listen. */
  function tell() {
    for (const type of TYPES) document.removeEventListener(type, keep, true);
    for (const [place, type] of early) {
      if (type === "click") /** @type {HTMLElement} */ (place).click();
      else place.dispatchEvent(new Event(type, { bubbles: true }));
    }
  }

  for (const type of TYPES) document.addEventListener(type, keep, true);
  document.addEventListener("DOMContentLoaded", tell, { once: true });
})();
