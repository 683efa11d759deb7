// How hard a passphrase of one's own is to guess: judged on the device, with the words of both languages.
import { isAssigned } from "../protocol/unicode14.js";
import { asTyped } from "./typed.js";

/**
 * 10^14 guesses. Whoever steals the database and the pepper may guess a thousand times a second on one good machine (64 MiB
 * and three passes each, protocol.md §3): that lasts three thousand years.
 */
const LEAST = 14;
const SHORTEST = 12;
const JUDGED = 100;

/** Sentences that half the country knows, without spaces and accents. */
const KNOWN = [
  "correcthorsebatterystaple",
  "thequickbrownfoxjumpsoverthelazydog",
  "tobeornottobethatisthequestion",
  "ourfatherwhoartinheavenhallowedbethyname",
  "ourfatherwhoartinheaven",
  "nowilaymedowntosleep",
  "oncaourhomeandnativeland",
  "ocanadaourhomeandnativeland",
  "mayallbeingsbehappy",
  "onceuponatime",
  "notrepequietesauxcieux",
  "notreperequiesauxcieux",
  "notreperequietesauxcieux",
  "jevoussaluemariepleinedegrace",
  "libertegalitefraternite",
  "liberteegalitefraternite",
  "ocanadaterredenosaieux",
  "jemesouviens",
  "jepensedoncjesuis",
  "iletaitunefois",
  "portezcevieuxwhiskyaujugeblondquifume",
];

/** What the judge says, as the page's sentences know it. @type {Record<string, string>} */
const ADVICE = {
  topTen: "known",
  topHundred: "known",
  common: "known",
  similarToCommon: "known",
  wordByItself: "few",
  namesByThemselves: "few",
  commonNames: "few",
  straightRow: "keys",
  keyPattern: "keys",
  simpleRepeat: "repeats",
  extendedRepeat: "repeats",
  sequences: "repeats",
  recentYears: "dates",
  dates: "dates",
};

/** @typedef {{ok: boolean, score: number, advice: string[]}} Judgement  score 0 … 4; advice: short, letters, own, known, few, keys, repeats, dates, longer */

/** @type {Promise<{check(passphrase: string, own: string[]): {guessesLog10: number, score: number, feedback: {warning: string | null}}}> | undefined} */
let judge;

/**
 * Judge a passphrase that somebody thought of.
 * @param {{passphrase: string, signIn?: string, name?: string}} typed  the names it must not be made of
 * @returns {Promise<Judgement>}
 */
export async function judgePassphrase({ passphrase, signIn = "", name = "" }) {
  const typed = asTyped(passphrase);
  if (!isAssigned(typed)) return { ok: false, score: 0, advice: ["letters"] };
  if ([...typed].length < SHORTEST) return { ok: false, score: 0, advice: ["short"] };
  judge ??= load();
  const { check } = await judge;
  const names = [signIn, name, ...signIn.split(/\s+/u), ...name.split(/\s+/u)].filter((one) => one.length > 2);
  const own = names.map(plain);
  // With its spaces, and without spaces and accents: whoever guesses tries both, so that the easier one counts.
  const results = [typed, plain(typed)].map((form) => check(form.slice(0, JUDGED), [...KNOWN, ...own]));
  const weakest = results.reduce((one, other) => (other.guessesLog10 < one.guessesLog10 ? other : one));
  if (weakest.guessesLog10 >= LEAST) return { ok: true, score: weakest.score, advice: [] };
  const warning = weakest.feedback.warning ?? "";
  const listed = own.some((name) => plain(typed).includes(name)) ? "own" : "known";
  return { ok: false, score: weakest.score, advice: [warning === "userInputs" ? listed : (ADVICE[warning] ?? "longer")] };
}

/** Fetch the judge and its dictionaries; again at the next press, if they did not come. */
async function load() {
  try {
    const [{ ZxcvbnFactory }, common, en, fr] = await Promise.all([
      import("../../vendor/zxcvbn/core/index.mjs"),
      import("../../vendor/zxcvbn/common/index.mjs"),
      import("../../vendor/zxcvbn/en/index.mjs"),
      import("../../vendor/zxcvbn/fr/index.mjs"),
    ]);
    const dictionary = { ...common.dictionary, ...en.dictionary, ...fr.dictionary };
    const made = new ZxcvbnFactory({ dictionary, graphs: common.adjacencyGraphs, maxLength: JUDGED });
    return { check: (/** @type {string} */ form, /** @type {string[]} */ own) => made.check(form, own) };
  } catch (error) {
    judge = undefined;
    throw error;
  }
}

/** @param {string} text  @returns {string} as somebody in a hurry types it */
function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/[\s\p{M}]/gu, "");
}
