/** @typedef {import("./flags.js").Flag} Flag */

/**
 * @param {import("./flags.js").Kind} kind
 * @param {string} text
 * @param {RegExp} pattern  global
 * @param {(written: string) => boolean} [isOne]  a second look at what the pattern found
 * @returns {Flag[]}
 */
export function hits(kind, text, pattern, isOne = () => true) {
  const found = [...text.matchAll(pattern)].filter(([written]) => isOne(written));
  return found.map(({ 0: written, index }) => ({ kind, text: written, start: index, end: index + written.length }));
}
