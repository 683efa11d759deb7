// What a victim calls each of her cases: her own word, kept in her sealed memory, or her mediator's name (never the other
// person's, design.md §6).
import { recall, remember } from "./seen.js";
import { mediatorOf } from "./trust.js";

/** Longest word of her own, in characters: it stands beside others in a list. */
const LONGEST = 40;

/**
 * @param {{cases: string[]}} which  codes, in the order of the page
 * @returns {Promise<{names: Record<string, string>}>} by code, no two alike; "" where nobody has opened the case yet
 */
export async function caseNames({ cases }) {
  const { words } = await recall();
  const named = await Promise.all(cases.map(async (code) => words[code] ?? (await mediatorOf(code)).mediator?.name ?? ""));
  const shown = named.map((name, index) => {
    const alike = named.filter((other) => other === name).length > 1;
    return alike && name ? `${name} (${named.slice(0, index + 1).filter((other) => other === name).length})` : name;
  });
  return { names: Object.fromEntries(cases.map((code, index) => [code, shown[index] ?? ""])) };
}

/**
 * Keep her own word for a case; an empty one gives it its mediator's name again.
 * @param {{case: string, word: string}} named
 */
export async function nameCase({ case: code, word }) {
  const kept = word.trim().slice(0, LONGEST);
  await remember((seen) => {
    if ((seen.words[code] ?? "") === kept) return false;
    if (kept) seen.words[code] = kept;
    else delete seen.words[code];
    return true;
  });
  return { word: kept };
}
