/**
 * Keeps a mediator's changed copy while she works on it, and what she writes to its author: sealed to herself and saved
 * as she types, loaded again here.
 */
import { vault } from "../vault/client.js";
import { Autosave } from "./autosave.js";
import { find, onPress } from "./page.js";
import { keepSaved, tellSaved } from "./saving.js";

/** @typedef {import("./copy.js").Copy} Copy */
/** @typedef {{case: string, message: string, lang: string}} Of */

export class SavedCopy {
  #autosave = new Autosave({ save: (words) => this.#save(words), tell: (news) => tellSaved(news, this.words) });

  #fields = /** @type {HTMLFieldSetElement} */ (find("#copy"));

  /** Her words to the author, in the questions that go with returning and proposing. */
  #toAuthor = /** @type {HTMLTextAreaElement[]} */ ([...document.querySelectorAll("#guidance, #propose-words")]);

  /**
   * @param {Copy} copy
   * @param {Of} of  the letter it is a copy of
   * @param {Record<string, string>} words  `saved`, `unsaved`, `heard`
   */
  constructor(copy, of, words) {
    this.copy = copy;
    this.of = of;
    this.words = words;
    for (const area of this.#toAuthor) area.addEventListener("input", () => this.touch());
    window.addEventListener("decided", () => this.#autosave.drop());
    keepSaved(this.#autosave, this.#fields);
    onPress(find("#keep-mine"), () => this.#keepMine());
    onPress(find("#take-newer"), () => this.#takeNewer());
  }

  /** Show the words saved before, on this device or another. Until then nothing can be typed: it would be lost. */
  async load() {
    this.#fields.disabled = true;
    try {
      const { saved, words } = await vault.call("loadCopy", { message: this.of.message });
      if (saved && this.#take(words)) tellSaved({ state: "saved", saved }, this.words);
    } finally {
      this.#fields.disabled = false;
    }
  }

  /** Something was changed by hand. */
  touch() {
    this.#autosave.touch([...this.copy.words(), ...this.#toAuthor.map(({ value }) => value)]);
  }

  /**
   * @param {string[]} words  as saved: the copy's, then those to the author
   * @returns {boolean} whether they fit this letter
   */
  #take(words) {
    const places = this.copy.words().length;
    if (!this.copy.take(words.slice(0, places))) return false;
    this.#toAuthor.forEach((area, index) => (area.value = words[places + index] ?? area.value));
    return true;
  }

  /** @param {string[]} words */
  #save(words) {
    return vault.call("saveCopy", { ...this.of, words });
  }

  async #keepMine() {
    await vault.call("loadCopy", { message: this.of.message }); // what is written over now is known
    this.touch();
    this.#autosave.resume();
    await this.#autosave.flush();
  }

  async #takeNewer() {
    this.#autosave.drop();
    await this.load();
    this.#autosave.resume();
  }
}
