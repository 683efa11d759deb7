/** Choosing a passphrase: six words drawn on this device, or one of one's own that the vault judges hard enough to guess. */
import { vault } from "../vault/client.js";
import { clearErrors, showErrors } from "./frame.js";
import { find, pageLanguage, show } from "./page.js";
import { wordsOf } from "./words.js";

/** Milliseconds without a key before what is typed is judged: not when the field is left, or its words push the button away from under a press. */
const PAUSE = 700;

export class NewPassphrase {
  #words = wordsOf("new-passphrase-words");
  #drawn = "";
  #isOwn = false;
  #pause = 0;
  #first = /** @type {HTMLInputElement} */ (find("#own"));
  #again = /** @type {HTMLInputElement} */ (find("#own-again"));

  /** @param {() => {signIn: string, name: string}} names  what it must not be made of */
  constructor(names) {
    this.names = names;
    find("#draw").addEventListener("click", () => void this.draw());
    find("#own-instead").addEventListener("click", () => this.#take(true));
    find("#drawn-instead").addEventListener("click", () => this.#take(false));
    find("#show-own").addEventListener("click", () => this.#reveal());
    this.#first.addEventListener("input", () => this.#listen());
  }

  /** Draw six words, others each time. */
  async draw() {
    const { passphrase, words } = await vault.call("drawPassphrase", { lang: pageLanguage() });
    this.#drawn = passphrase;
    find("#words").replaceChildren(...words.map(item));
  }

  /**
   * @returns {Promise<string>} the passphrase; "" when it will not do, and the page says why
   * @throws {import("../vault/client.js").VaultError} the judge could not be loaded
   */
  async chosen() {
    clearTimeout(this.#pause);
    clearErrors();
    if (!this.#isOwn) return this.#drawn;
    const advice = this.#first.value.trim() === "" ? this.#words.missing : await this.#judge();
    if (advice) return this.#refuse("own", advice);
    if (this.#again.value.trim() !== this.#first.value.trim()) return this.#refuse("own-again", this.#words.differs);
    return this.#first.value;
  }

  /** Forget what was typed and drawn. */
  forget() {
    this.#drawn = this.#first.value = this.#again.value = "";
    find("#words").replaceChildren();
    find("#judged").textContent = "";
  }

  #listen() {
    clearTimeout(this.#pause);
    this.#pause = window.setTimeout(() => void this.#judge().catch(() => undefined), PAUSE); // asked again when she goes on
  }

  /** @returns {Promise<string>} what to do about it; "" when it will do */
  async #judge() {
    const passphrase = this.#first.value;
    if (passphrase.trim() === "") return "";
    find("#judged").textContent = this.#words.judging;
    try {
      const { ok, advice } = await vault.call("judgePassphrase", { passphrase, ...this.names() });
      const sentence = ok ? "" : this.#words[advice[0]];
      find("#judged").textContent = sentence || this.#words.good;
      return sentence;
    } catch (error) {
      find("#judged").textContent = "";
      throw error;
    }
  }

  /** @param {boolean} own */
  #take(own) {
    clearErrors();
    this.#isOwn = own;
    show(find("#drawn-words"), !own);
    show(find("#own-words"), own);
    if (own) this.#first.focus();
    else find("#own-instead").focus();
  }

  #reveal() {
    const shown = this.#first.type === "password";
    for (const field of [this.#first, this.#again]) field.type = shown ? "text" : "password";
    find("#show-own").setAttribute("aria-pressed", String(shown));
  }

  /** @param {string} id @param {string} text @returns {""} */
  #refuse(id, text) {
    showErrors([{ id, text }]);
    return "";
  }
}

/** @param {string} text */
function item(text) {
  const element = document.createElement("li");
  element.textContent = text;
  return element;
}
