// A passphrase as it counts, however it was typed: a paper tells neither double spaces nor one at the end.

/**
 * @param {string} passphrase
 * @returns {string} without spaces around it, and one between words
 */
export function asTyped(passphrase) {
  return passphrase.trim().replace(/\s+/gu, " ");
}
