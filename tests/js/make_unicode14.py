"""Write relay/static/js/protocol/unicode14.js: the code points that Unicode 14 has assigned (protocol.md §3).

Run with Python 3.11, whose `unicodedata` is Unicode 14; standard output becomes that module.
"""

from __future__ import annotations

import sys
import textwrap
import unicodedata
from itertools import groupby

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

HEAD = """\
// Made by tests/js/make_unicode14.py from the Unicode 14 data of Python 3.11: change that, not this.
// A browser knows the Unicode of its own year; two devices must agree on which names and passphrases there are.

// How many code points in a row are assigned, then how many are not, and so on from U+0000; base 36.
const RUNS = `
"""

TAIL = """\
`;

/** Where each run ends, in order. */
const ENDS = RUNS.trim()
  .split(/\\s+/)
  .reduce((/** @type {number[]} */ ends, run) => [...ends, (ends.at(-1) ?? 0) + parseInt(run, 36)], []);

/**
 * Are all code points of a text assigned in Unicode 14?
 * @param {string} string
 * @returns {boolean}
 */
export function isAssigned(string) {
  for (const character of string) if (runOf(character.codePointAt(0) ?? 0) % 2 !== 0) return false;
  return true;
}

/**
 * @param {number} codePoint
 * @returns {number} the run it lies in; even ones are assigned
 */
function runOf(codePoint) {
  let low = 0;
  let high = ENDS.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (codePoint < (ENDS[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
"""


def base36(number: int) -> str:
    """Write a positive number in base 36."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits


def module() -> str:
    """Write the whole module. Raises SystemExit under another Unicode than 14."""
    if unicodedata.unidata_version != "14.0.0":
        raise SystemExit("This needs Unicode 14: run it with Python 3.11.")
    assigned = (unicodedata.category(chr(code)) != "Cn" for code in range(sys.maxunicode + 1))
    runs = " ".join(base36(len(list(run))) for _, run in groupby(assigned))
    return HEAD + "\n".join(textwrap.wrap(runs, 118)) + "\n" + TAIL


if __name__ == "__main__":
    sys.stdout.write(module())
