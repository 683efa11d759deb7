/** One's own invitations: the link again with its QR code, taking one back, confirming who came. */
import { vault } from "../vault/client.js";
import { asked, fill, find, onPress, show } from "./page.js";
import { showQr } from "./qr.js";
import { buttonOf, day, element, wordsOf } from "./words.js";

/** @typedef {{id: string, role: string, case: string | null, desk: string | null, lang: string, expires: string, state: string, extraCard: boolean, name: string, fingerprint: string, genuine: boolean}} Invitation */

export class Invitations {
  #words = wordsOf("invitation-words");
  #before = "";

  /**
   * @param {object} parts
   * @param {(invitation: Invitation) => boolean} parts.mine  which of them this page is about
   * @param {() => void} [parts.confirmed]  told when somebody was confirmed
   */
  constructor({ mine, confirmed = () => {} }) {
    this.mine = mine;
    this.confirmed = confirmed;
    onPress(find("#more-invitations"), () => this.#page());
    onPress(find("#copy-link"), () => this.#copy());
    onPress(find("#print"), async () => window.print());
  }

  /** List them anew, the newest first. */
  async list() {
    this.#before = "";
    find("#invitations").replaceChildren();
    await this.#page();
  }

  /**
   * Show a link, on the paper of the language it is in, and move there.
   * @param {string} link
   * @param {string} lang
   */
  async showLink(link, lang) {
    for (const paper of document.querySelectorAll("[data-paper]")) {
      const isIts = paper.getAttribute("data-paper") === lang;
      show(/** @type {HTMLElement} */ (paper), isIts);
      find("[data-link]", paper).textContent = isIts ? link : "";
      if (isIts) await showQr(/** @type {SVGSVGElement} */ (paper.querySelector("[data-qr]")), link);
    }
    find("#copied").textContent = "";
    show(find("#invitation"));
    find("#invitation-title").focus();
  }

  async #page() {
    /** @type {{invitations: Invitation[], next?: string}} */
    const { invitations, next = "" } = await vault.call("invitations", this.#before ? { before: this.#before } : {});
    this.#before = next;
    const list = find("#invitations");
    list.append(...invitations.filter(this.mine).map((one) => this.#entry(one)));
    show(find("#opening"), false);
    show(list, list.children.length > 0);
    show(find("#no-invitations"), list.children.length === 0);
    show(find("#more-invitations"), next !== "");
  }

  /** @param {Invitation} one */
  #entry(one) {
    const { role, desk, fingerprint } = one;
    const what = fill(this.#words[role], { code: one.case ?? "", desk: (desk ?? "").replace("institution/", "") });
    const facts = [this.#standing(one), ...(one.extraCard ? [this.#words.extraCard] : [])];
    const item = element("li", "listing__entry", element("span", "listing__main", what));
    item.append(element("span", "listing__fact listing__fact--rest", facts.join(" ")));
    if (fingerprint) item.append(element("span", "listing__wide code", fingerprint));
    const buttons = this.#buttons(one);
    if (buttons.length > 0) item.append(element("div", "listing__wide actions", ...buttons));
    item.dataset.invitation = one.id;
    item.dataset.state = one.state;
    return item;
  }

  /** @param {Invitation} one */
  #standing({ state, genuine, name, expires }) {
    if (state === "joined" && !genuine) return this.#words.notGenuine;
    return fill(this.#words[state], { name, day: day(expires) });
  }

  /** @param {Invitation} one */
  #buttons(one) {
    if (one.state === "open") {
      const again = this.#button("show", "show-invitation", one, () => this.#showAgain(one));
      return [again, this.#button("cancel", "cancel-invitation", one, () => this.#cancel(one))];
    }
    if (one.state !== "joined" || !one.genuine) return [];
    return [this.#button("confirm", "confirm-invitation", one, () => this.#confirm(one))];
  }

  /** @param {string} label @param {string} testid @param {Invitation} one @param {() => Promise<void>} act */
  #button(label, testid, { name }, act) {
    const button = buttonOf(fill(this.#words[label], { name }), testid);
    onPress(button, act);
    return button;
  }

  /** @param {Invitation} one */
  async #showAgain({ id, lang }) {
    const { link } = await vault.call("invitationLink", { id });
    await this.showLink(link, lang);
  }

  /** @param {Invitation} one */
  async #cancel({ id }) {
    if (!(await asked("cancel-question"))) return;
    await vault.call("cancelInvitation", { id });
    show(find("#invitation"), false);
    await this.#tell(this.#words.cancelled);
  }

  /** @param {Invitation} one */
  async #confirm({ id, name, fingerprint }) {
    find("#confirm-name").textContent = name;
    find("#confirm-fingerprint").textContent = fingerprint;
    if (!(await asked("confirm-question"))) return;
    await vault.call("confirmInvitation", { id });
    await this.#tell(fill(this.#words["confirmed-now"], { name }));
    this.confirmed();
  }

  /** @param {string} sentence */
  async #tell(sentence) {
    await this.list();
    find("#invitations-said").textContent = sentence;
    find("#invitations-title").focus();
  }

  async #copy() {
    const link = find("[data-paper]:not([hidden]) [data-link]").textContent ?? "";
    await navigator.clipboard.writeText(link);
    find("#copied").textContent = this.#words.copied;
  }
}
