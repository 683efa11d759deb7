/** What a mediator was given in person: pages in order or typed words, sealed and put before her like any letter. */
import { vault } from "../vault/client.js";
import { complete, onSubmit, valueOf } from "./forms.js";
import { holdWhile } from "./held.js";
import { find, pageLanguage } from "./page.js";
import { Pictures } from "./pictures.js";

/**
 * @param {string} code  the case's
 * @param {Record<string, string>} words
 */
export function watchGiven(code, words) {
  const form = /** @type {HTMLFormElement} */ (find("#given"));
  const pages = new Pictures(find("#pages"), () => {}, { scan: true });
  const typed = /** @type {HTMLTextAreaElement} */ (find("#given-words"));
  const isBegun = () => typed.value.trim() !== "" || pages.all.length > 0;
  let isSealed = false;
  onSubmit(form, async () => {
    if (!(await pages.settled())) return;
    const thread = valueOf(form, "given-for");
    if (!complete([[thread === "", "given-for", words.noSide], [!isBegun(), "add-pages", words.noPages]])) return;
    await vault.unlocked();
    const given = { case: code, thread, images: pages.all, text: typed.value, lang: pageLanguage() };
    const { message } = await vault.call("takeIn", given);
    isSealed = true;
    window.location.assign(`/${pageLanguage()}/review/${message}`);
  });
  holdWhile(typed, () => !isSealed && isBegun());
}
