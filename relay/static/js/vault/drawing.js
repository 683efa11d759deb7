// What is drawn for somebody who joins: six words, and a recovery code to write down.
import { getOwn } from "../net/own.js";
import { newRecoveryCode, showRecoveryCode } from "../protocol/recovery.js";
import { sodium } from "../protocol/sodium.js";

const WORDS = 6;
const LANGUAGES = new Set(["en", "fr"]);

/** @type {Map<string, Promise<string[]>>} */
const lists = new Map();

/**
 * Draw a passphrase from the screened list of a language: at least 64 bits.
 * @param {{lang: string}} reader
 * @returns {Promise<{passphrase: string, words: string[]}>}
 */
export async function drawPassphrase({ lang }) {
  const list = await wordsOf(LANGUAGES.has(lang) ? lang : "en");
  const words = Array.from({ length: WORDS }, () => list[sodium.randombytes_uniform(list.length)] ?? "");
  return { passphrase: words.join(" "), words };
}

/**
 * Draw a recovery code, and which two of its groups will be asked back.
 * @returns {Promise<{code: string, groups: string[], ask: [number, number]}>}  ask: indices from 0, in order
 */
export async function drawRecovery() {
  const code = showRecoveryCode(newRecoveryCode());
  const groups = code.split("-");
  const first = sodium.randombytes_uniform(groups.length);
  const step = 1 + sodium.randombytes_uniform(groups.length - 1);
  const second = (first + step) % groups.length;
  return { code, groups, ask: first < second ? [first, second] : [second, first] };
}

/** @param {string} lang */
function wordsOf(lang) {
  const list = lists.get(lang) ?? getOwn(`/static/vendor/words/${lang}.json`);
  lists.set(lang, list);
  return list;
}
