// Names and places that a mediator entered for a case: found whatever the accents, capitals, hyphens or ligatures.

/** @typedef {import("./flags.js").Flag} Flag */

/** What one may write between the words of a name, or leave out. */
const BETWEEN = /[\s\u00a0'’‘´`.\-‐‑–_]/u;
const PART_OF_A_WORD = /[\p{L}\p{N}]/u;
/** @type {Record<string, string>} letters that no decomposition takes apart */
const APART = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d" };

/**
 * @param {string} text
 * @param {string[]} names
 * @returns {Flag[]} one for each place where a name stands, whole
 */
export function watched(text, names) {
  const { plain, places } = plainly(text);
  const wanted = new Set(names.map((name) => plainly(name).plain.trim()).filter(Boolean)); // each once, however written
  return [...wanted].flatMap((name) =>
    placesOf(plain, name).map((from) => flagged(text, places, from, from + name.length)),
  );
}

/**
 * Write a text without what does not count, and remember where each letter stood.
 * @param {string} text
 * @returns {{plain: string, places: number[]}} places: for each unit of plain, and one beyond, its place in the text
 */
function plainly(text) {
  /** @type {string[]} */
  const units = [];
  /** @type {number[]} */
  const places = [];
  let place = 0;
  for (const letter of text) {
    for (const unit of plainLetter(letter, units.at(-1) ?? " ").split("")) {
      units.push(unit);
      places.push(place);
    }
    place += letter.length;
  }
  return { plain: units.join(""), places: [...places, place] };
}

/** @param {string} letter @param {string} before  the unit that was written last */
function plainLetter(letter, before) {
  if (BETWEEN.test(letter)) return before === " " ? "" : " ";
  const bare = letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return [...bare].map((one) => APART[one] ?? one).join("");
}

/** @param {string} plain @param {string} wanted @returns {number[]} */
function placesOf(plain, wanted) {
  const found = [];
  for (let at = plain.indexOf(wanted); at !== -1; at = plain.indexOf(wanted, at + 1)) {
    const [before = "", after = ""] = [plain[at - 1], plain[at + wanted.length]];
    if (!PART_OF_A_WORD.test(before) && !PART_OF_A_WORD.test(after)) found.push(at);
  }
  return found;
}

/** @param {string} text @param {number[]} places @param {number} from @param {number} to @returns {Flag} */
function flagged(text, places, from, to) {
  const start = places[from] ?? 0;
  const last = places[to - 1] ?? start;
  const beyond = [...text.slice(last)][0] ?? "";
  const marks = /^\p{M}*/u.exec(text.slice(last + beyond.length))?.[0] ?? ""; // accents written as marks of their own
  const end = last + beyond.length + marks.length;
  return { kind: "watched", text: text.slice(start, end), start, end };
}
