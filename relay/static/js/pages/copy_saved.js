/**
 * Keeps a mediator's changed copy while she works on it, and what she writes to its author: sealed to herself and saved
 * as she types, loaded again here.
 */
import { vault } from "../vault/client.js";
import { Autosave } from "./autosave.js";
import { clockTime, fill, find, onPress, show } from "./page.js";

/** @typedef {import("./copy.js").Copy} Copy */
/** @typedef {{case: string, message: string, lang: string}} Of */

export class SavedCopy {
  #autosave = new Autosave({ save: (words) => this.#save(words), tell: (news) => this.#tell(news) });

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
    window.addEventListener("online", () => void this.#autosave.flush());
    window.addEventListener("beforeunload", (event) => {
      if (!this.#autosave.settled) event.preventDefault();
    });
    vault.beforeLock(async () => {
      if (!(await this.#autosave.flush())) throw new Error("a changed copy is not yet saved");
    });
    onPress(find("#keep-mine"), () => this.#keepMine());
    onPress(find("#take-newer"), () => this.#takeNewer());
  }

  /** Show the words that were saved before, on this device or another; until then nothing can be typed. */
  async load() {
    this.copy.readOnly = true;
    try {
      const { saved, words } = await vault.call("loadCopy", { message: this.of.message });
      if (saved && this.#take(words)) this.#tell({ state: "saved", saved });
    } finally {
      this.copy.readOnly = false;
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

  /** @param {import("./autosave.js").News} news */
  #tell({ state, saved, message }) {
    const sentence = saved ? fill(this.words.saved, { time: clockTime(saved) }) : this.words.unsaved;
    find("#copy-saved").textContent = message ? `${sentence} ${message}` : sentence;
    if (state === "moved" || state === "saved") show(find("#copy-moved"), state === "moved");
    if (state === "moved") find("#copy-moved").focus();
    if (state !== "unsaved") find("#copy-heard").textContent = state === "saved" ? this.words.heard : sentence;
  }
}
