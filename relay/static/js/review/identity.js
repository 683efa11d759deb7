// Numbers by which somebody is known: social insurance, health cards, passports, licences, those of an institution.
import { hits } from "./hits.js";

const START = String.raw`(?<![\p{L}\d])`;
const END = String.raw`(?![\p{L}\d])`;
const GAP = String.raw`[ \u00a0-]`;

/** @type {[pattern: string, flags: string][]} */
const FORMS = [
  [String.raw`\d{3}(${GAP})\d{3}\1\d{3}`, "gu"], // social insurance; health cards of several provinces
  [String.raw`\d{4}(${GAP})\d{3}\1\d{3}(?:${GAP}?[A-Z]{2})?`, "gu"], // health card: Ontario, British Columbia
  [String.raw`[A-Z]{4}${GAP}?\d{4}${GAP}?\d{4}`, "gu"], // health card: Quebec
  [String.raw`[a-z]{4}\d{8}`, "gu"],
  [String.raw`[A-Z]{2}${GAP}?\d{6}|[A-Z]${GAP}?\d{6}${GAP}?[A-Z]{2}`, "gu"], // passports of Canada, old and new
  [String.raw`\d{6}${GAP}?[A-Z]`, "giu"], // fingerprint section (FPS): also an offender's number
  [String.raw`[A-Z]\d{4}${GAP}?\d{5}${GAP}?\d{5}|[A-Z]\d{4}${GAP}?\d{6}${GAP}?\d{2}`, "giu"], // licences: Ontario, Quebec
  [
    String.raw`(?:FPS|SED|PIN|SIN|NAS|OHIP|RAMQ|inmate|offender|prisoner|badge|passport|file|health card|licence|détenue?|délinquante?|matricule|passeport|dossier|assurance[ -]maladie|assurance[ -]sociale|permis)` +
      String.raw`(?:[ \u00a0:.,’'-]|is|est|number|numéro|num|no|n[°º]|nr|#|ID){0,6}[A-Z]{0,2}\d(?:[ -]?\d){2,14}(?:-?[A-Z]{1,2})?`,
    "giu",
  ],
];
const PATTERNS = FORMS.map(([pattern, flags]) => new RegExp(`${START}(?:${pattern})${END}`, flags));
const NINE_DIGITS = new RegExp(String.raw`${START}\d{9}${END}`, "gu");
const LONG = new RegExp(String.raw`${START}\d(?:[ \u00a0.-]?\d){6,}${END}`, "gu");
/** A day, a span of years, a sum of money. */
const NO_NUMBER =
  /^(?:(?:19|20)\d{2}[ .-]\d{2}[ .-]\d{2}|\d{2}[ .-]\d{2}[ .-](?:19|20)\d{2}|(?:19|20)\d{2}[ -](?:19|20)\d{2}|\d{1,3}(?:[ \u00a0.]\d{3})+)$/u;

/** @param {string} text @returns {import("./flags.js").Flag[]} may overlap */
export function identityNumbers(text) {
  const written = PATTERNS.flatMap((pattern) => hits("identity", text, pattern));
  return [...written, ...hits("identity", text, NINE_DIGITS, hasCheckDigit)];
}

/** @param {string} text @returns {import("./flags.js").Flag[]} whatever else has seven digits or more */
export function longNumbers(text) {
  return hits("number", text, LONG, (written) => !NO_NUMBER.test(written));
}

/**
 * The check digit of a social insurance number, and of most cards (Luhn; ISO/IEC 7812-1 annex B).
 * @param {string} digits
 */
function hasCheckDigit(digits) {
  const sums = [...digits].reverse().map((digit, place) => {
    const weighed = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return weighed > 9 ? weighed - 9 : weighed;
  });
  return sums.reduce((sum, one) => sum + one, 0) % 10 === 0;
}
