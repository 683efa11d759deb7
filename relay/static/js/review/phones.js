// Phone numbers as people here write them: with or without +1, brackets, dots; seven digits inside a town; a number abroad.
import { findPhoneNumbersInText } from "../../vendor/phones/libphonenumber.mjs";
import { hits } from "./hits.js";

/** Of the North American plan, in use or not: it may be one digit off on purpose. */
const TEN_DIGITS =
  /(?<![\d-])(?:\+?1[ .\u00a0-]?)?(?:\(\d{3}\)|\d{3})[ .\u00a0-]{0,2}\d{3}[ .\u00a0-]?\d{4}(?:,?\s?(?:ext\.?|x|poste|p\.)\s?\d{1,6})?(?![\d-])/giu;
const SEVEN_DIGITS = /(?<![\d-])[2-9]\d{2}[ .\u00a0-]\d{4}(?![\d-])/gu;
const YEARS = /^(?:19|20)\d{2}/u;

/** What the library is asked for: here it would take any eight digits for a number. */
const FROM_ABROAD = /^(?:\+|00|011)/u;

/** @param {string} text @returns {import("./flags.js").Flag[]} may overlap */
export function phoneNumbers(text) {
  /** @type {{startsAt: number, endsAt: number}[]} */
  const known = findPhoneNumbersInText(text, { defaultCountry: "CA", extended: true });
  const abroad = known.map(({ startsAt: start, endsAt: end }) => {
    return { kind: /** @type {const} */ ("phone"), text: text.slice(start, end), start, end };
  });
  const local = hits("phone", text, SEVEN_DIGITS, (written) => !YEARS.test(written.slice(4)));
  return [...hits("phone", text, TEN_DIGITS), ...local, ...abroad.filter((flag) => FROM_ABROAD.test(flag.text))];
}
