// Street addresses and postal codes, in English and French; a street without its number tells where somebody is as well.
import { hits } from "./hits.js";

/** No D, F, I, O, Q or U is used; W and Z never come first. O for 0 and I for 1 are how people misread it. */
const POSTAL_CODE = /(?<![\p{L}\d])[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ \u00a0-]{0,2}[\dO][ABCEGHJ-NPRSTV-Z]\d(?![\p{L}\d])/giu;
const ZIP_CODE = /(?<![\p{L}\d])(?:[A-Z]{2}[ \u00a0]+\d{5}(?:-\d{4})?|\d{5}-\d{4})(?![\p{L}\d-])/gu;

const NUMBER = String.raw`(?<![\p{L}\d])\d{1,6}[A-Za-z]?(?:[ -]?½| 1/2)?,?[ \u00a0]+`;
const CAPITAL = String.raw`(?:(?:St|Ste|Mt|Dr|\p{Lu})\.|\p{Lu}[\p{L}\d'’-]*|\d{1,3}(?:st|nd|rd|th))`;
const ENGLISH =
  "Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Court|Crt|Ct|Crescent|Cres|Place|Pl|Way|Highway|Hwy|" +
  "Terrace|Terr|Circle|Trail|Parkway|Pkwy|Square|Sq|Line|Sideroad|Concession|Gardens|Grove|Heights|Hill|Close|Gate|Mews|Row|Walk";
const ENGLISH_ALONE = "Street|Avenue|Road|Boulevard|Crescent|Highway|Parkway|Sideroad|Concession|Drive|Lane";
const ENGLISH_SMALL = "street|avenue|ave|road|boulevard|blvd|drive|lane|crescent|highway";
const FRENCH =
  "rue|r\\.|avenue|av\\.?|boulevard|boul\\.?|bd|chemin|ch\\.?|route|rte\\.?|rang|place|pl\\.?|allée|côte|impasse|montée|promenade|" +
  "prom\\.|ruelle|terrasse|croissant|carré|cours|quai|square|autoroute|aut\\.?";
const FRENCH_ALONE = "rue|avenue|boulevard|chemin|route|rang|allée|impasse|montée|ruelle|croissant";
const LINK = String.raw`(?:(?:de|du|des|de la|de l['’]|d['’]|la|le|les|l['’]|aux?|à)[ \u00a0]*)`;
const NAME = String.raw`${LINK}{0,2}${CAPITAL}(?:[ \u00a0-](?:${LINK}{1,2})?${CAPITAL}){0,4}`;

const STREETS = [
  String.raw`${NUMBER}(?:${CAPITAL}[ \u00a0]+){1,4}(?:${ENGLISH})(?![\p{L}\d])\.?(?:[ \u00a0]+(?:N|S|E|W|North|South|East|West)\b\.?)?`,
  String.raw`${NUMBER}(?:\p{L}+[ \u00a0]+){1,3}(?:${ENGLISH_SMALL})(?![\p{L}\d])`,
  String.raw`(?<![\p{L}\d])(?:${CAPITAL}[ \u00a0]+){1,3}(?:${ENGLISH_ALONE})(?![\p{L}\d])`,
  String.raw`${NUMBER}(?:${FRENCH})[ \u00a0]+${NAME}`,
  String.raw`(?<![\p{L}\d])(?:${FRENCH_ALONE})[ \u00a0]+${NAME}`,
  String.raw`(?<![\p{L}\d])(?:[Aa]pt|[Aa]partment|[Uu]nit|[Ss]uite|[Aa]pp|[Aa]ppartement|[Uu]nité|[Bb]ureau)\.?[ \u00a0]*#?[ \u00a0]*\d{1,5}[A-Za-z]?(?![\p{L}\d])`,
  String.raw`(?<![\p{L}\d])(?:P\.?[ \u00a0]?O\.?[ \u00a0]?Box|PO[ \u00a0]Box|C\.?[ \u00a0]?P\.?|[Cc]ase postale|R\.?[ \u00a0]?R\.?[ \u00a0]?#?)[ \u00a0]*\d{1,6}(?![\p{L}\d])`,
  String.raw`(?<![\p{L}\d])(?:General Delivery|Poste restante)(?![\p{L}\d])`,
].map((pattern) => new RegExp(pattern, "gu"));

/** @param {string} text @returns {import("./flags.js").Flag[]} */
export function postalCodes(text) {
  return [...hits("postal-code", text, POSTAL_CODE), ...hits("postal-code", text, ZIP_CODE)];
}

/** @param {string} text @returns {import("./flags.js").Flag[]} may overlap */
export function streets(text) {
  return STREETS.flatMap((pattern) => hits("address", text, pattern));
}
