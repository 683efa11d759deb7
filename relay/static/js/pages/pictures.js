/** Pictures that somebody adds, turns, describes, puts in order and removes; every one comes clean out of the vault. */
import { vault } from "../vault/client.js";
import { MOST_LETTER_BYTES, MOST_PICTURES, MOST_REPLY_BYTES } from "../vault/picture_limits.js";
import { clearErrors, showErrors } from "./frame.js";
import { fill, find } from "./page.js";
import { FileRefused, picturesOf } from "./picture_files.js";
import { PictureItem } from "./picture_item.js";

/** @typedef {import("./picture_item.js").Picture} Picture */
/** @typedef {import("./picture_item.js").Act} Act */

export class Pictures {
  /** @type {PictureItem[]} */
  #items = [];
  /** @type {Promise<boolean>} whether the last files were all added */
  #adding = Promise.resolve(true);
  /** @type {Promise<unknown>} */
  #turning = Promise.resolve();
  #underWay = 0;
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
    return this.#items.map(({ picture }) => picture);
  }

  /** @param {Picture[]} pictures  shown in place of what is there; tells nobody */
  set all(pictures) {
    this.#items.forEach((item) => item.forget());
    this.#items = [];
    this.#append(pictures);
  }

  /**
   * Wait until everything chosen and turned so far is there.
   * @returns {Promise<boolean>} false where one of the files waited for was refused: that is shown at the field
   */
  async settled() {
    const waits = this.#underWay > 0;
    await this.#turning;
    return (await this.#adding) || !waits;
  }

  /**
   * Add pictures from files, in the order given; what came before a refused one is kept.
   * @param {File[]} files
   * @param {Promise<boolean>} before  files that are still being added
   */
  async #add(files, before) {
    this.#busy(1);
    await before;
    clearErrors();
    try {
      await vault.unlocked();
      for (const file of files) await this.#addOne(file);
      return true;
    } catch (error) {
      this.#refuse(error);
      return false;
    } finally {
      this.#busy(-1);
      this.field.value = "";
    }
  }

  /** @param {1 | -1} more  files being added */
  #busy(more) {
    this.#underWay += more;
    this.list.ariaBusy = String(this.#underWay > 0);
  }

  /** @param {File} file */
  async #addOne(file) {
    this.#say(this.words.adding, { number: this.#items.length + 1 });
    const bytes = this.#items.reduce((sum, { image }) => sum + image.bytes.length, 0);
    const room = { pictures: MOST_PICTURES - this.#items.length, bytes: this.mostBytes - bytes };
    const tell = (/** @type {{page: number, pages: number}} */ progress) => this.#say(this.words.reading, progress);
    try {
      this.#append(await picturesOf(file, { scan: this.scan, room, tell }));
    } finally {
      this.#say("");
    }
    this.#say(this.words.added, { total: this.#items.length });
    this.changed();
  }

  /** What stands there stays as it is: somebody may be typing in it. @param {Picture[]} pictures */
  #append(pictures) {
    const template = /** @type {HTMLTemplateElement} */ (find("template", this.place));
    const told = { changed: this.changed, act: this.#act.bind(this) };
    for (const picture of pictures) {
      const form = { template, words: this.words, id: `${this.field.id}-words-${++this.#count}` };
      const item = new PictureItem(form, picture, told);
      this.#items.push(item);
      this.list.append(item.element);
    }
    this.#number();
  }

  #number() {
    this.#items.forEach((item, index) => item.place(index + 1, this.#items.length));
  }

  /** @param {Act} act @param {PictureItem} item */
  #act(act, item) {
    if (act === "turn") this.#turning = Promise.all([this.#turning, this.#turn(item)]);
    else if (act === "remove") this.#remove(item);
    else this.#move(item, act);
  }

  /** @param {PictureItem} item */
  async #turn(item) {
    try {
      if (!(await item.turn()) || !this.#items.includes(item)) return;
      this.#say(this.words.turned, { number: this.#items.indexOf(item) + 1 });
      this.changed();
    } catch (error) {
      this.#refuse(error);
    }
  }

  /** @param {PictureItem} item */
  #remove(item) {
    const index = this.#items.indexOf(item);
    this.#items.splice(index, 1);
    item.forget();
    this.#number();
    const next = this.#items[Math.min(index, this.#items.length - 1)];
    if (next) next.focus("remove");
    else this.field.focus();
    this.#say(this.words.removed, { number: index + 1 });
    this.changed();
  }

  /** @param {PictureItem} item @param {"earlier" | "later"} act */
  #move(item, act) {
    const from = this.#items.indexOf(item);
    const to = from + (act === "earlier" ? -1 : 1);
    this.#items.splice(to, 0, ...this.#items.splice(from, 1));
    this.list.replaceChildren(...this.#items.map(({ element }) => element));
    this.#number();
    item.focus(act);
    this.#say(this.words.moved, { number: from + 1, place: to + 1 });
    this.changed();
  }

  /** @param {unknown} error */
  #refuse(error) {
    const { message } = /** @type {Error} */ (error);
    const text = error instanceof FileRefused ? fill(this.words[error.word], error.values) : message;
    showErrors([{ id: this.field.id, text }]);
  }

  /** Say it where it is seen, and heard once. @param {string} sentence @param {Record<string, number>} [values] */
  #say(sentence, values = {}) {
    find("[role=status]", this.place).textContent = fill(sentence, values);
  }
}
