/** A recovery code: shown once, written down by hand, and two of its groups asked back. */
import { vault } from "../vault/client.js";
import { clearErrors, showErrors } from "./frame.js";
import { fill, find, show } from "./page.js";
import { element, wordsOf } from "./words.js";

const FIELDS = ["group-1", "group-2"];

export class NewCode {
  #words = wordsOf("new-code-words");
  /** @type {{code: string, groups: string[], ask: number[]}} */
  #drawn = { code: "", groups: [], ask: [] };

  constructor() {
    find("#written").addEventListener("click", () => this.ask(true));
    find("#show-code").addEventListener("click", () => this.ask(false));
  }

  /** The code as drawn and shown. */
  get code() {
    return this.#drawn.code;
  }

  /** Draw a code, another one each time. */
  async draw() {
    this.#drawn = await vault.call("drawRecovery");
    find("#code").replaceChildren(...this.#drawn.groups.map((group) => element("li", "", group)));
    for (const [place, field] of FIELDS.entries()) {
      find(`label[for=${field}]`).textContent = fill(this.#words.group, { number: this.#drawn.ask[place] + 1 });
      /** @type {HTMLInputElement} */ (find(`#${field}`)).value = "";
    }
    this.rest();
  }

  /** Show the code, as before it was asked. */
  rest() {
    clearErrors();
    show(find("#code-shown"));
    show(find("#code-asked"), false);
  }

  /** @param {boolean} asked  the code is hidden while two of its groups are asked */
  ask(asked) {
    this.rest();
    show(find("#code-shown"), !asked);
    show(find("#code-asked"), asked);
    find(asked ? "#group-1" : "#written").focus();
  }

  /** @returns {boolean} whether both groups were typed as shown; else the page says which is not */
  isWritten() {
    const wrong = FIELDS.filter((field, place) => typed(field) !== this.#drawn.groups[this.#drawn.ask[place]]);
    showErrors(wrong.map((id) => ({ id, text: fill(this.#words.groupWrong, { number: this.#numberOf(id) }) })));
    return wrong.length === 0;
  }

  /** Forget the code. */
  forget() {
    this.#drawn = { code: "", groups: [], ask: [] };
    find("#code").replaceChildren();
  }

  /** @param {string} field */
  #numberOf(field) {
    return this.#drawn.ask[FIELDS.indexOf(field)] + 1;
  }
}

/** @param {string} field  @returns {string} as the code's own letters (protocol.md §3) */
function typed(field) {
  const { value } = /** @type {HTMLInputElement} */ (find(`#${field}`));
  return value.toUpperCase().replace(/[\s-]/gu, "").replaceAll("O", "0").replace(/[IL]/gu, "1");
}
