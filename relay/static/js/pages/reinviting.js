/** Letting somebody back in whose keys are lost: what that costs is said first; what was passed on is given again after. */
import { vault } from "../vault/client.js";
import { complete, onSubmit, valueOf } from "./forms.js";
import { asked, fill, find, onPress, show, strings } from "./page.js";
import { buttonOf, element } from "./words.js";

/** @typedef {import("./invitations.js").Invitations} Invitations */

export class Reinviting {
  #words = strings();
  #form = /** @type {HTMLFormElement} */ (find("#back-form"));
  #grants = find("#back").dataset.grants === "yes";

  /** @param {string} code  the case's @param {Invitations} invitations */
  constructor(code, invitations) {
    this.code = code;
    this.invitations = invitations;
    this.#form.addEventListener("change", () => void this.#tellLoss());
    onSubmit(this.#form, () => this.#invite());
  }

  /** Show what can be given to a newer key, to whoever can. */
  async offerAgain() {
    if (!this.#grants) return;
    const lines = await Promise.all(people().map((party) => this.#line(party)));
    const found = lines.filter((line) => line !== null);
    find("#again-list").replaceChildren(...found);
    show(find("#again"), found.length > 0 || find("#again-said").textContent !== "");
  }

  async #tellLoss() {
    const party = valueOf(this.#form, "back-party");
    if (party === "") return;
    await vault.unlocked();
    const { regrantable, returned } = await vault.call("lossBeforeReinvite", { case: this.code, party });
    const count = regrantable + returned;
    const sentence = this.#grants ? this.#words.againMediator : this.#words.againOffice;
    find("#loss-again").textContent = count === 0 ? this.#words.againNone : fill(sentence, { count });
    show(find("#loss"));
  }

  async #invite() {
    const [party, known, lang] = ["back-party", "back-known", "back-lang"].map((name) => valueOf(this.#form, name));
    const whole = complete([
      [party === "", "back-party", this.#words.noParty],
      [known === "", "back-known", this.#words.notKnown],
      [lang === "", "back-lang", this.#words.noLanguage],
    ]);
    if (!whole) return;
    await vault.unlocked();
    const { link } = await vault.call("reinvite", { case: this.code, party, lang });
    await this.invitations.list();
    await this.invitations.showLink(link, lang);
  }

  /** @param {string} party */
  async #line(party) {
    /** @type {import("../vault/reinviting.js").Again} */
    const again = await vault.call("regrantable", { case: this.code, party });
    const { waiting, name } = again;
    if (waiting === 0) return null;
    const button = buttonOf(this.#words.give, "regrant");
    onPress(button, () => this.#give(party, again));
    return element("li", "", element("p", "", fill(this.#words.waiting, { name, count: waiting })), button);
  }

  /** @param {string} party @param {import("../vault/reinviting.js").Again} again  shown first: whose key, and who says so */
  async #give(party, { name, card, fingerprint, by }) {
    find("#again-whose").textContent = name;
    find("#again-fingerprint").textContent = fingerprint;
    find("#again-by").textContent = fill(this.#words.signedBy, { name: by });
    if (!(await asked("again-question"))) return;
    const { granted, left } = await vault.call("regrant", { case: this.code, party, card });
    const sentence = left === 0 ? this.#words.given : this.#words.givenBut;
    find("#again-said").textContent = fill(sentence, { name, count: granted, left });
    await this.offerAgain();
    find("#again-title").focus();
  }
}

/** @returns {string[]} the victim sides of the case */
function people() {
  return [...document.querySelectorAll("[data-party][data-name]")].map((side) => side.getAttribute("data-party") ?? "");
}
