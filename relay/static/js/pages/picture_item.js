/** One picture of a list: how it looks, what is said of it, and what can be done to it. */
import { vault } from "../vault/client.js";
import { fill, find } from "./page.js";

/** @typedef {import("./picture_files.js").Image} Image */
/** @typedef {Image & {alt?: string}} Picture  alt: what it shows, in words; absent where nobody said */
/** @typedef {"turn" | "earlier" | "later" | "remove"} Act */
/** @typedef {{changed: () => void, act: (act: Act, item: PictureItem) => void}} Told */

export class PictureItem {
  #upright;
  #quarters = 0;
  #address = "";

  /**
   * @param {{template: HTMLTemplateElement, words: Record<string, string>, id: string}} form  id: of its words' field
   * @param {Picture} picture
   * @param {Told} told  of what somebody types and presses
   */
  constructor({ template, words, id }, { alt = "", ...image }, told) {
    this.words = words;
    this.image = this.#upright = image;
    this.element = /** @type {HTMLElement} */ (find("li", template.content).cloneNode(true));
    this.field = /** @type {HTMLTextAreaElement} */ (find("textarea", this.element));
    this.field.id = /** @type {HTMLLabelElement} */ (find("label", this.element)).htmlFor = id;
    this.field.value = alt;
    this.field.addEventListener("input", told.changed);
    for (const button of this.#buttons()) {
      button.addEventListener("click", () => told.act(/** @type {Act} */ (button.dataset.act), this));
    }
    this.#show(image);
  }

  /** @returns {Picture} */
  get picture() {
    const alt = this.field.value;
    return alt.trim() === "" ? this.image : { ...this.image, alt };
  }

  /** Say at which place it stands. @param {number} number  from 1 @param {number} total */
  place(number, total) {
    find("label", this.element).textContent = fill(this.words.describe, { number });
    /** @type {HTMLImageElement} */ (find("img", this.element)).alt = fill(this.words.name, { number });
    for (const button of this.#buttons()) {
      const act = button.dataset.act ?? "";
      button.textContent = fill(this.words[act], { number });
      button.hidden = (act === "earlier" && number === 1) || (act === "later" && number === total);
    }
  }

  /** Leave the keyboard at what was pressed, or at what is left of it. @param {Act} act */
  focus(act) {
    const shown = this.#buttons().filter((button) => !button.hidden);
    (shown.find((button) => button.dataset.act === act) ?? shown[0])?.focus();
  }

  /**
   * Turn it to the right, from its first form: turning four times loses nothing.
   * @returns {Promise<boolean>} false where it was pressed again meanwhile
   * @throws {import("../vault/client.js").VaultError}
   */
  async turn() {
    const quarters = (this.#quarters = (this.#quarters + 1) % 4);
    const image = quarters === 0 ? this.#upright : await this.#turned(quarters);
    if (quarters !== this.#quarters) return false;
    this.#show(image);
    return true;
  }

  /** @param {number} quarters  @returns {Promise<Image>} */
  async #turned(quarters) {
    try {
      return await vault.call("turnImage", { image: this.#upright, quarters });
    } catch (error) {
      if (quarters === this.#quarters) this.#quarters = (quarters + 3) % 4; // it still stands as it stood
      throw error;
    }
  }

  /** Take it away; its pixels are no longer kept for the page. */
  forget() {
    this.element.remove();
    URL.revokeObjectURL(this.#address);
  }

  /** @param {Image} image */
  #show(image) {
    URL.revokeObjectURL(this.#address);
    this.image = image;
    this.#address = URL.createObjectURL(new Blob([image.bytes], { type: image.type }));
    /** @type {HTMLImageElement} */ (find("img", this.element)).src = this.#address;
  }

  #buttons() {
    return /** @type {HTMLElement[]} */ ([...this.element.querySelectorAll("[data-act]")]);
  }
}
