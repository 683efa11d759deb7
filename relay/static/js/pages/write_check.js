/** "Check and send": the letter as it will be read, what is still awaited, and sending it. */
import { vault } from "../vault/client.js";
import { clearErrors, showErrors } from "./frame.js";
import { fill, find, onPress, pageLanguage, show, showView, strings } from "./page.js";
import { layOut } from "./sheet.js";

/** @typedef {import("./write.js").Content} Content */
/** @typedef {{caseCode: string, content: () => Content, draft: () => string, autosave: import("./autosave.js").Autosave<Content>}} Writing */

/**
 * Connect the second view of the page to the first.
 * @param {Writing} writing
 */
export function watchCheck(writing) {
  const keep = /** @type {HTMLInputElement} */ (find("#keep"));
  let forget = () => {};

  async function check() {
    const { text, images, aside } = writing.content();
    if (text.trim() === "" && images.length === 0) {
      showErrors([{ id: "letter", text: strings().empty }]);
      return;
    }
    clearErrors();
    await vault.unlocked();
    await writing.autosave.flush();
    forget();
    forget = preview({ text, images, aside, keep: keep.checked });
    await lookAgain();
    if (window.history.state?.view !== "check") window.history.pushState({ view: "check" }, "");
    showView("check");
  }

  async function lookAgain() {
    const { mediator, changed, awaiting } = await vault.call("prepareSend", { case: writing.caseCode });
    showAwaited(awaiting);
    show(find("#new-mediator"), changed && mediator !== null);
    show(find("#sendable"), awaiting.length === 0 && !changed);
    if (!changed || !mediator) return;
    find("#new-mediator-name").textContent = mediator.name;
    find("#new-mediator-fingerprint").textContent = mediator.fingerprint;
  }

  async function send() {
    const { text, images, aside } = writing.content();
    const saved = await writing.autosave.flush();
    const known = saved && writing.draft() !== "" ? { draft: writing.draft(), keep: keep.checked } : { keep: keep.checked };
    const word = aside.trim() === "" ? {} : { aside };
    await vault.call("sendLetter", { case: writing.caseCode, text, images, lang: pageLanguage(), ...known, ...word });
    writing.autosave.drop();
    forget();
    show(find("#letter-form"), false);
    show(find("#sent-kept"), keep.checked);
    delete document.documentElement.dataset.saved;
    window.history.replaceState(null, "", `/${pageLanguage()}/home`);
    showView("sent");
  }

  async function confirmMediator() {
    await vault.call("confirmMediator", { case: writing.caseCode });
    await lookAgain();
    find("#confirm-send").focus();
  }

  find("#letter-form").addEventListener("submit", (event) => event.preventDefault());
  onPress(find("#check"), check);
  onPress(find("#confirm-send"), send);
  onPress(find("#confirm-mediator"), confirmMediator);
  onPress(find("#look-again"), lookAgain);
  find("#back-to-writing").addEventListener("click", () => window.history.back());
  window.addEventListener("popstate", ({ state }) => {
    if (state?.view === "check") void check();
    else backToWriting();
  });
}

function backToWriting() {
  showView("write");
  find("#letter").focus();
}

/**
 * @param {Content & {keep: boolean}} letter
 * @returns {() => void} forgets the pictures
 */
function preview({ text, images, aside, keep }) {
  const parts = text.trim() === "" ? images : [{ type: "text/plain", text }, ...images];
  const lang = pageLanguage();
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
