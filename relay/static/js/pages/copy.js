/** The mediator's own copy of a letter, beside what was written: words can be changed, a picture can be left out. */
import { areaOf, labelled, tickOf } from "./copy_fields.js";
import { fill } from "./page.js";

/** @typedef {import("./sheet.js").Part} Part */
/** @typedef {{part: number, field: "text" | "alt", area: HTMLTextAreaElement, written: string}} Place */
/** @typedef {{text?: string, alt?: string, out?: boolean}} Change  of one part; out: the picture is left out */

/** Stands for a picture that is left out, where the copy is saved. */
const OUT = "out";

export class Copy {
  /** @type {Place[]} */
  places = [];
  /** @type {HTMLTextAreaElement | undefined} words beside pictures alone */
  #added;
  /** @type {Map<number, HTMLInputElement>} by part: whether a picture is left out */
  #out = new Map();
  #parts;
  #words;
  #onChange;

  /**
   * @param {HTMLElement} home  emptied first
   * @param {{lang: string, parts: Part[]}} letter
   * @param {Record<string, string>} words  `copyText`, `copyAlt`, `copyAdded`, `leaveOut`
   * @param {() => void} onChange
   */
  constructor(home, { lang, parts }, words, onChange) {
    this.#parts = parts;
    this.#words = words;
    this.#onChange = onChange;
    const fields = parts.flatMap((part, index) => (isText(part) ? this.#text(index) : this.#picture(index)));
    home.lang = lang;
    home.replaceChildren(...(parts.some(isText) ? [] : this.#addition()), ...fields);
  }

  /** Whether it says anything else than what was written. */
  get changed() {
    return this.places.some(({ area, written }) => area.value !== written) || [...this.#out.values()].some((box) => box.checked);
  }

  /** @returns {{parts: Change[], added: string}} what it changes, part by part; added: words before them all */
  changes() {
    const parts = this.#parts.map((_, index) => (this.#out.get(index)?.checked ? { out: true } : {}));
    for (const { part, field, area } of this.places) Object.assign(parts[part] ?? {}, { [field]: area.value });
    return { parts, added: this.#added?.value ?? "" };
  }

  /** @returns {Part[]} the letter as this copy has it */
  parts() {
    const { parts, added } = this.changes();
    const kept = this.#parts.flatMap((part, index) => {
      const { out, ...words } = /** @type {Change} */ (parts[index]);
      return out ? [] : [{ ...part, ...words }];
    });
    return added.trim() ? [{ type: "text/plain", text: added }, ...kept] : kept;
  }

  /** @returns {string[]} what stands in each place now, and which pictures are left out */
  words() {
    return [...this.places.map(({ area }) => area.value), ...[...this.#out.values()].map(({ checked }) => (checked ? OUT : ""))];
  }

  /**
   * Show other words, as `words` gave them.
   * @param {string[]} words
   * @returns {boolean} whether they fit this letter
   */
  take(words) {
    if (words.length !== this.places.length + this.#out.size) return false;
    this.places.forEach(({ area }, place) => (area.value = words[place] ?? ""));
    [...this.#out.values()].forEach((box, place) => (box.checked = words[this.places.length + place] === OUT));
    return true;
  }

  /** Begin again with what was written. */
  reset() {
    for (const { area, written } of this.places) area.value = written;
    for (const box of this.#out.values()) box.checked = false;
  }

  /** @returns {HTMLElement[]} */
  #addition() {
    this.#added = areaOf("", this.#onChange);
    this.places.push({ part: -1, field: "text", area: this.#added, written: "" });
    return labelled(this.#added, this.#words.copyAdded ?? "");
  }

  /** @param {number} index  of a text  @returns {HTMLElement[]} */
  #text(index) {
    const texts = this.#parts.filter(isText);
    const gaps = { number: texts.indexOf(/** @type {Part} */ (this.#parts[index])) + 1, total: texts.length };
    return [this.#place(index, "text", fill(this.#words.copyText ?? "", gaps))];
  }

  /** @param {number} index  of a picture  @returns {HTMLElement[]} what it is said to show, if anything, and whether it is left out */
  #picture(index) {
    const part = /** @type {Part} */ (this.#parts[index]);
    const images = this.#parts.filter((each) => !isText(each));
    const gaps = { number: images.indexOf(part) + 1, total: images.length };
    const { tick, box } = tickOf(`leave-out-${index}`, fill(this.#words.leaveOut ?? "", gaps), this.#onChange);
    this.#out.set(index, box);
    return [...(part.alt ? [this.#place(index, "alt", fill(this.#words.copyAlt ?? "", gaps))] : []), tick];
  }

  /** @param {number} part @param {"text" | "alt"} field @param {string} name */
  #place(part, field, name) {
    const written = this.#parts[part]?.[field] ?? "";
    const area = areaOf(written, this.#onChange);
    area.ariaLabel = name;
    this.places.push({ part, field, area, written });
    return area;
  }
}

/** @param {Part} part */
function isText({ text }) {
  return text !== undefined;
}
