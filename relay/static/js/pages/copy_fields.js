/** What a mediator's copy is made of on its page: places to write, and a tick for what is left out. */

/**
 * @param {string} written
 * @param {() => void} onChange
 */
export function areaOf(written, onChange) {
  const area = document.createElement("textarea");
  area.className = "letter-input letter-input--copy";
  area.dir = "auto";
  area.autocomplete = "off";
  area.dataset.testid = "edited";
  area.value = written;
  area.addEventListener("input", onChange);
  return area;
}

/**
 * @param {HTMLTextAreaElement} area
 * @param {string} name  in the page's language
 * @returns {HTMLElement[]} the name, to be seen, and the area
 */
export function labelled(area, name) {
  area.id = "copy-added";
  return [labelOf(area.id, "govuk-label", name), area];
}

/**
 * @param {string} id
 * @param {string} name  in the page's language
 * @param {() => void} onChange
 * @returns {{tick: HTMLElement, box: HTMLInputElement}}
 */
export function tickOf(id, name, onChange) {
  const box = document.createElement("input");
  Object.assign(box, { id, type: "checkbox", className: "govuk-checkboxes__input" });
  box.dataset.testid = "leave-out";
  box.addEventListener("change", onChange);
  const item = document.createElement("div");
  item.className = "govuk-checkboxes__item";
  item.append(box, labelOf(id, "govuk-label govuk-checkboxes__label", name));
  const tick = document.createElement("div");
  tick.className = "govuk-checkboxes govuk-form-group";
  tick.append(item);
  return { tick, box };
}

/** @param {string} id @param {string} name @param {string} words */
function labelOf(id, name, words) {
  const label = document.createElement("label");
  Object.assign(label, { htmlFor: id, className: name, lang: document.documentElement.lang, textContent: words });
  return label;
}
