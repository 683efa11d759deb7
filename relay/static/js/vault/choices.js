// When to read is hers alone: kept in her own sealed memory. Only "with my mediator" tells anybody (design.md §9).
import { sendAside } from "./letters.js";
import { now } from "./moments.js";
import { recall, remember } from "./seen.js";

/**
 * @param {{message: string, case: string, choice: string, lang: string, words?: string}} chosen
 * @returns {Promise<{choice: string, aside: string}>}
 */
export async function choose({ message, case: code, choice, lang, words = "" }) {
  const tell = choice === "with-mediator" && words !== "";
  const aside = tell ? (await sendAside({ case: code, text: words, lang, original: message })).message : "";
  await remember((seen) => {
    seen.choices[message] = { choice, at: now() };
    return true;
  });
  return { choice, aside };
}

/** @returns {Promise<{choices: Record<string, {choice: string, at: string}>}>} */
export async function choices() {
  return { choices: (await recall()).choices };
}
