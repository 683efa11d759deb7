"""Word lists for passphrases: copied from a kept, licensed package and screened, for browser and Python client alike.

`@scure/bip39` (MIT) carries the lists of BIP 39: 2,048 plain words in English and in French.
`relay/words/screen.LANG.txt` takes out those that could hurt (design.md §10, 15); six of what remains are worth at
least 64 bits.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from typing import TYPE_CHECKING

from tools.paths import NODE_MODULES, ROOT, VENDOR
from tools.programs import SetUpFailed

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = {
    lang: NODE_MODULES / f"@scure/bip39/wordlists/{name}.js" for lang, name in (("en", "english"), ("fr", "french"))
}
TARGETS = {lang: VENDOR / f"words/{lang}.json" for lang in SOURCES}
SCREENS = {lang: ROOT / f"relay/words/screen.{lang}.txt" for lang in SOURCES}
WORDS = 6
LEAST_BITS = 64


def copy() -> None:
    """Write the screened lists to `relay/static/vendor/words/`.

    Raises SetUpFailed when a list is not of the form we know, or too short to draw from.
    """
    for lang, target in TARGETS.items():
        words = screened(lang)
        if WORDS * math.log2(len(words)) < LEAST_BITS:
            raise SetUpFailed(f"relay/words/screen.{lang}.txt leaves {len(words)} words: too few for six to be strong.")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")


def screened(lang: str) -> list[str]:
    """Return the words of a language that may be drawn, composed (NFC) and without any twice."""
    left_out = screen(lang)
    return sorted({word for word in source_words(SOURCES[lang]) if word not in left_out})


def screen(lang: str) -> frozenset[str]:
    """Return the words that are left out of a language's list."""
    lines = SCREENS[lang].read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in composed(line).split())


def source_words(module: Path) -> list[str]:
    """Return a package's words. Raises SetUpFailed when its module is not of the form we know."""
    found = re.search(r"`([^`]+)`\.split\('\\n'\)", module.read_text(encoding="utf-8"))
    if found is None:
        raise SetUpFailed(f"{module.name} does not hold words in the way this set-up knows; see package.json.")
    return composed(found[1]).split("\n")


def composed(text: str) -> str:
    """Return text as people type it: an accent and its letter are one character."""
    return unicodedata.normalize("NFC", text)
