/** The mediator's own copy of a letter, beside what was written: words can be changed, pictures stay what they are. */
import { fill } from "./page.js";

/** @typedef {import("./sheet.js").Part} Part */
/** @typedef {{part: number, field: "text" | "alt", area: HTMLTextAreaElement, written: string}} Place */

export class Copy {
  /** @type {Place[]} */
  places = [];
  #parts;

  /**
   * @param {HTMLElement} home  emptied first
   * @param {{lang: string, parts: Part[]}} letter
   * @param {Record<string, string>} words  `copyText`, `copyAlt`
   * @param {() => void} onChange
   */
  constructor(home, { lang, parts }, words, onChange) {
    this.#parts = parts;
    const texts = parts.filter(isText);
    const images = parts.filter((part) => !isText(part));
    parts.forEach((part, index) => {
      const written = part.text ?? part.alt;
      if (!written) return; // a picture without words of its own
      const name = isText(part)
        ? fill(words.copyText, { number: texts.indexOf(part) + 1, total: texts.length })
        : fill(words.copyAlt, { number: images.indexOf(part) + 1 });
      this.places.push({ part: index, field: isText(part) ? "text" : "alt", area: areaOf(name, written, onChange), written });
    });
    home.lang = lang;
    home.replaceChildren(...this.places.map(({ area }) => area));
  }

  /** Whether it says anything else than what was written. */
  get changed() {
    return this.places.some(({ area, written }) => area.value !== written);
  }

  /** @returns {Part[]} the letter as this copy has it */
  parts() {
    const changed = this.#parts.map((part) => ({ ...part }));
    for (const { part, field, area } of this.places) Object.assign(changed[part] ?? {}, { [field]: area.value });
    return changed;
  }

  /** @returns {string[]} what stands in each place now */
  words() {
    return this.places.map(({ area }) => area.value);
  }

  /**
   * Show other words, one for each place.
   * @param {string[]} words
   * @returns {boolean} whether they fit this letter
   */
  take(words) {
    if (words.length !== this.places.length) return false;
    this.places.forEach(({ area }, place) => (area.value = words[place] ?? ""));
    return true;
  }

  /** @param {boolean} isReadOnly */
  set readOnly(isReadOnly) {
    for (const { area } of this.places) area.readOnly = isReadOnly;
  }

  /** Begin again with what was written. */
  reset() {
    for (const { area, written } of this.places) area.value = written;
  }
}

/** @param {Part} part */
function isText({ text }) {
  return text !== undefined;
}

/** @param {string} name @param {string} written @param {() => void} onChange */
function areaOf(name, written, onChange) {
  const area = document.createElement("textarea");
  area.className = "letter-input letter-input--copy";
  area.ariaLabel = name;
  area.dir = "auto";
  area.autocomplete = "off";
  area.dataset.testid = "edited";
  area.value = written;
  area.addEventListener("input", onChange);
  return area;
}
