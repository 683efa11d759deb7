/**
 * Nothing that somebody does before a page's modules are here is lost: a press waits and is done once they listen, and
 * what was typed or chosen is told to them then. No module itself, for it must be first. What listens later still is
 * given as `disabled` by its template.
 */
(() => {
  const TYPES = ["click", "input", "change"];

  /** @type {Map<Element, Set<string>>} what was done, by where; pressed twice is pressed once */
  const early = new Map();

  /** @param {Event} event */
  function keep(event) {
    const { type } = event;
    const target = /** @type {Element} */ (event.target);
    const place = type === "click" ? target.closest("button") : target;
    if (!place) return; // a link is the browser's own
    early.set(place, (early.get(place) ?? new Set()).add(type));
    if (type !== "click") return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Modules have run by now, and listen. */
  function tell() {
    for (const type of TYPES) document.removeEventListener(type, keep, true);
    for (const [place, types] of early) {
      for (const type of types) {
        if (type === "click") /** @type {HTMLElement} */ (place).click();
        else place.dispatchEvent(new Event(type, { bubbles: true }));
      }
    }
  }

  for (const type of TYPES) document.addEventListener(type, keep, true);
  document.addEventListener("DOMContentLoaded", tell, { once: true });
})();
