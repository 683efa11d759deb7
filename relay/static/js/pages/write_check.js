/** "Check and send": the letter as it will be read, what is still awaited, and sending it. */
import { vault } from "../vault/client.js";
import { clearErrors, showErrors } from "./frame.js";
import { showNewMediator } from "./new_mediator.js";
import { fill, find, onPress, pageLanguage, show, showView, strings, trouble } from "./page.js";
import { layOut } from "./sheet.js";

/** @typedef {import("./write.js").Content} Content */
/** @typedef {import("./autosave.js").Autosave<Content>} Saving */
/** @typedef {{caseCode: string, content: () => Content, settled: () => Promise<boolean>, draft: () => string, lang: () => string, autosave: Saving}} Writing */

/** The second view of the page, and the third: sent. */
export class Check {
  #keep = /** @type {HTMLInputElement} */ (find("#keep"));
  #forget = () => {};
  #sent = false;
  /** Digest of the mediator's card that the page shows. */
  #shownCard = "";

  /** @param {Writing} writing  the first view */
  constructor(writing) {
    this.writing = writing;
  }

  /** Connect the buttons, and the browser's own Back. */
  watch() {
    find("#letter-form").addEventListener("submit", (event) => event.preventDefault());
    onPress(find("#check"), () => this.#check());
    onPress(find("#confirm-send"), () => this.#send());
    onPress(find("#confirm-mediator"), () => this.#confirmMediator());
    onPress(find("#look-again"), () => this.#lookAgain());
    find("#back-to-writing").addEventListener("click", () => window.history.back());
    window.addEventListener("popstate", ({ state }) => this.#moved(state?.view));
  }

  async #check() {
    if (!(await this.writing.settled())) return;
    const { text, images, aside } = this.writing.content();
    if (text.trim() === "" && images.length === 0) return showErrors([{ id: "letter", text: strings().empty }]);
    clearErrors();
    await vault.unlocked();
    await this.writing.autosave.flush();
    this.#forget();
    this.#forget = preview({ text, images, aside, keep: this.#keep.checked, lang: this.writing.lang() });
    await this.#lookAgain();
    if (window.history.state?.view !== "check") window.history.pushState({ view: "check" }, "");
    showView("check");
  }

  async #lookAgain() {
    const { mediator, changed, awaiting } = await vault.call("prepareSend", { case: this.writing.caseCode });
    showAwaited(awaiting);
    show(find("#sendable"), awaiting.length === 0 && !changed);
    this.#shownCard = showNewMediator({ mediator, changed });
  }

  async #send() {
    const { caseCode, content, draft, lang, autosave } = this.writing;
    const { text, images, aside } = content();
    const keep = this.#keep.checked;
    const saved = await autosave.flush();
    const known = saved && draft() !== "" ? { draft: draft() } : {};
    const word = aside.trim() === "" ? {} : { aside };
    await vault.call("sendLetter", { case: caseCode, text, images, lang: lang(), keep, ...known, ...word });
    autosave.drop();
    this.#showSent(keep);
  }

  /** @param {boolean} kept */
  #showSent(kept) {
    this.#sent = true;
    this.#forget();
    show(find("#letter-form"), false);
    show(find("#sent-kept"), kept);
    delete document.documentElement.dataset.saved;
    window.history.replaceState(null, "", home());
    showView("sent");
  }

  async #confirmMediator() {
    const whom = { case: this.writing.caseCode, card: this.#shownCard };
    await vault.call("confirmMediator", whom).finally(() => this.#lookAgain());
    find("#confirm-send").focus();
  }

  /** @param {string | undefined} view  where Back or Forward went */
  #moved(view) {
    if (this.#sent) return window.location.replace(home());
    if (view === "check") return void this.#check().catch((error) => trouble(error.message));
    showView("write");
    find("#letter").focus();
  }
}

function home() {
  return `/${pageLanguage()}/home`;
}

/**
 * @param {Content & {keep: boolean, lang: string}} letter
 * @returns {() => void} forgets the pictures
 */
function preview({ text, images, aside, keep, lang }) {
  const parts = text.trim() === "" ? images : [{ type: "text/plain", text }, ...images];
  show(find("#preview-aside"), aside.trim() !== "");
  layOut(find("#preview-word"), { lang, parts: [{ type: "text/plain", text: aside }] }, String);
  find("#preview-keep").textContent = keep ? strings().keeping : strings().notKeeping;
  return layOut(find("#preview"), { lang, parts }, (number) => fill(strings().picture, { number }));
}

/** @param {string[]} awaiting */
function showAwaited(awaiting) {
  show(find("#awaiting"), awaiting.length > 0);
  for (const line of document.querySelectorAll("[data-awaiting]")) {
    show(/** @type {HTMLElement} */ (line), awaiting.includes(line.getAttribute("data-awaiting") ?? ""));
  }
}
