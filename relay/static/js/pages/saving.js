/** What a page does whose words are saved as they are typed: it loses none of them, and says how they stand. */
import { vault } from "../vault/client.js";
import { clockTime, fill, find, show } from "./page.js";

/**
 * Save before an idle lock and when the network is back; closing the page asks first while something is not saved.
 * @param {import("./autosave.js").Autosave<any>} autosave
 * @param {HTMLElement} place  where it is typed; a quick exit takes it off the page, and then nothing is asked
 */
export function keepSaved(autosave, place) {
  window.addEventListener("online", () => void autosave.flush());
  window.addEventListener("beforeunload", (event) => {
    if (!autosave.settled && place.isConnected) event.preventDefault();
  });
  vault.beforeLock(async () => {
    if (!(await autosave.flush())) throw new Error("what was typed is not yet saved");
  });
}

/**
 * Say how a save went; where another tab or device saved something newer, ask how to go on (parts/saving.html).
 * @param {import("./autosave.js").News} news
 * @param {Record<string, string>} words  `saved`, `unsaved`, `heard`
 */
export function tellSaved({ state, saved, message }, words) {
  const sentence = saved ? fill(words.saved, { time: clockTime(saved) }) : words.unsaved;
  document.documentElement.dataset.saved = saved ? "yes" : "no";
  find("#saved").textContent = message ? `${sentence} ${message}` : sentence;
  if (state !== "unsaved") hear((state === "saved" ? words.heard : sentence) ?? "");
  if (state === "moved" || state === "saved") show(find("#moved"), state === "moved");
  if (state === "moved") find("#moved").focus();
}

/** Say it once to a screen reader, not after every pause. @param {string} sentence */
function hear(sentence) {
  const place = find("#saved-heard");
  if (place.textContent !== sentence) place.textContent = sentence;
}
