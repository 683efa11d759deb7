/** Pictures that somebody adds, turns, describes, puts in order and removes; every one comes clean out of the vault. */
import { vault } from "../vault/client.js";
import { MOST_LETTER_BYTES, MOST_PICTURES, MOST_REPLY_BYTES } from "../vault/picture_limits.js";
import { clearErrors, showErrors } from "./frame.js";
import { fill, find } from "./page.js";
import { FileRefused, picturesOf } from "./picture_files.js";

/** @typedef {import("./picture_files.js").Image} Image */
/** @typedef {Image & {alt?: string}} Picture  alt: what it shows, in words; absent where nobody said */
/** @typedef {{image: Image, upright: Image, quarters: number, alt: string, address: string, id: string}} Entry */
/** @typedef {"turn" | "earlier" | "later" | "remove"} Act */

export class Pictures {
  /** @type {Entry[]} */
  #entries = [];
  /** @type {Promise<boolean>} whether the last files were all added */
  #adding = Promise.resolve(true);
  /** @type {Promise<unknown>} */
  #turning = Promise.resolve();
  #count = 0;

  /**
   * @param {HTMLElement} place  parts/pictures.html
   * @param {() => void} changed  told after each change
   * @param {{scan?: boolean}} [as]  `scan`: handwriting on paper, kept at its full sharpness
   */
  constructor(place, changed, { scan = false } = {}) {
    this.place = place;
    this.changed = changed;
    this.scan = scan;
    this.mostBytes = scan ? MOST_REPLY_BYTES : MOST_LETTER_BYTES;
    this.words = JSON.parse(find("[data-words]", place).textContent ?? "{}");
    this.list = find("ol", place);
    this.field = /** @type {HTMLInputElement} */ (find("input[type=file]", place));
    this.field.addEventListener("change", () => {
      this.#adding = this.#add([...(this.field.files ?? [])], this.#adding);
    });
  }

  /** @returns {Picture[]} in order */
  get all() {
    return this.#entries.map(({ image, alt }) => (alt.trim() === "" ? image : { ...image, alt }));
  }

  /** @param {Picture[]} pictures  shown in place of what is there; tells nobody */
  set all(pictures) {
    for (const { address } of this.#entries) URL.revokeObjectURL(address);
    this.#entries = pictures.map(({ alt = "", ...image }) => this.#entry(image, alt));
    this.#draw();
  }

  /**
   * Wait until everything chosen and turned so far is there.
   * @returns {Promise<boolean>} false where one of the files waited for was refused: that is shown at the field
   */
  async settled() {
    const waits = this.list.ariaBusy === "true";
    await this.#turning;
    return (await this.#adding) || !waits;
  }

  /**
   * Add pictures from files, in the order given; what came before a refused one is kept.
   * @param {File[]} files
   * @param {Promise<boolean>} before  files that are still being added
   */
  async #add(files, before) {
    this.list.ariaBusy = "true";
    await before;
    clearErrors();
    try {
      await vault.unlocked();
      for (const file of files) await this.#addOne(file);
      return true;
    } catch (error) {
      showErrors([{ id: this.field.id, text: this.#sentence(error) }]);
      return false;
    } finally {
      this.list.ariaBusy = "false";
      this.field.value = "";
    }
  }

  /** @param {File} file */
  async #addOne(file) {
    this.#say(this.words.adding, { number: this.#entries.length + 1 });
    const bytes = this.#entries.reduce((sum, { image }) => sum + image.bytes.length, 0);
    const room = { pictures: MOST_PICTURES - this.#entries.length, bytes: this.mostBytes - bytes };
    const tell = (/** @type {{page: number, pages: number}} */ progress) => this.#say(this.words.reading, progress);
    try {
      const images = await picturesOf(file, { scan: this.scan, room, tell });
      this.#entries.push(...images.map((image) => this.#entry(image)));
    } finally {
      this.#say("");
    }
    this.#draw();
    this.#say(this.words.added, { total: this.#entries.length });
    this.changed();
  }

  /** @param {unknown} error  @returns {string} */
  #sentence(error) {
    if (error instanceof FileRefused) return fill(this.words[error.word], error.values);
    return /** @type {Error} */ (error).message;
  }

  /** Say it where it is seen, and heard once. @param {string} sentence @param {Record<string, number>} [values] */
  #say(sentence, values = {}) {
    find("[role=status]", this.place).textContent = fill(sentence, values);
  }

  /** @param {Image} image @param {string} [alt]  @returns {Entry} */
  #entry(image, alt = "") {
    const id = `${this.field.id}-words-${++this.#count}`;
    return { image, upright: image, quarters: 0, alt, address: addressOf(image), id };
  }

  #draw() {
    this.list.replaceChildren(...this.#entries.map((entry, index) => this.#item(entry, index)));
  }

  /** @param {Entry} entry @param {number} index */
  #item(entry, index) {
    const { content } = /** @type {HTMLTemplateElement} */ (find("template", this.place));
    const item = /** @type {DocumentFragment} */ (content.cloneNode(true));
    const image = /** @type {HTMLImageElement} */ (find("img", item));
    image.src = entry.address;
    image.alt = fill(this.words.name, { number: index + 1 });
    this.#describe(item, entry, index);
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (item.querySelectorAll("[data-act]"))) {
      const act = /** @type {Act} */ (button.dataset.act);
      button.textContent = fill(this.words[act], { number: index + 1 });
      button.hidden = (act === "earlier" && index === 0) || (act === "later" && index === this.#entries.length - 1);
      button.addEventListener("click", () => this.#act(act, entry));
    }
    return item;
  }

  /** @param {DocumentFragment} item @param {Entry} entry @param {number} index */
  #describe(item, entry, index) {
    const label = /** @type {HTMLLabelElement} */ (find("label", item));
    const field = /** @type {HTMLTextAreaElement} */ (find("textarea", item));
    label.textContent = fill(this.words.describe, { number: index + 1 });
    label.htmlFor = field.id = entry.id;
    field.value = entry.alt;
    field.addEventListener("input", () => {
      entry.alt = field.value;
      this.changed();
    });
  }

  /** @param {Act} act @param {Entry} entry */
  #act(act, entry) {
    const from = this.#entries.indexOf(entry);
    if (from < 0) return;
    if (act === "turn") return void (this.#turning = Promise.all([this.#turning, this.#turn(entry)]));
    this.#entries.splice(from, 1);
    const to = act === "remove" ? from : from + (act === "earlier" ? -1 : 1);
    if (act === "remove") URL.revokeObjectURL(entry.address);
    else this.#entries.splice(to, 0, entry);
    this.#redraw(Math.min(to, this.#entries.length - 1), act);
    this.#say(act === "remove" ? this.words.removed : this.words.moved, { number: from + 1, place: to + 1 });
  }

  /** From its first form: turning four times loses nothing. @param {Entry} entry */
  async #turn(entry) {
    const quarters = ++entry.quarters;
    try {
      const upright = quarters % 4 === 0;
      const image = upright ? entry.upright : await vault.call("turnImage", { image: entry.upright, quarters: quarters % 4 });
      if (quarters !== entry.quarters || !this.#entries.includes(entry)) return; // pressed again, or removed meanwhile
      URL.revokeObjectURL(entry.address);
      Object.assign(entry, { image, address: addressOf(image) });
      this.#redraw(this.#entries.indexOf(entry), "turn");
      this.#say(this.words.turned, { number: this.#entries.indexOf(entry) + 1 });
    } catch (error) {
      entry.quarters -= 1;
      showErrors([{ id: this.field.id, text: this.#sentence(error) }]);
    }
  }

  /** Draw again, leave the keyboard where it was, and tell. @param {number} index @param {Act} act */
  #redraw(index, act) {
    this.#draw();
    const item = this.list.children[index];
    const button = item?.querySelector(`[data-act="${act}"]:not([hidden])`) ?? item?.querySelector("button:not([hidden])");
    /** @type {HTMLElement} */ (button ?? this.field).focus();
    this.changed();
  }
}

/** @param {Image} image */
function addressOf(image) {
  return URL.createObjectURL(new Blob([image.bytes], { type: image.type }));
}
