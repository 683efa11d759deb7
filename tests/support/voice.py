"""What the pages never say (docs/design.md §1): forgiveness is no goal; nobody is hurried, blamed or labelled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NEVER = {
    "en": r"forgiv|closure|heal(?:ed|s)?\b|healing|journey|submit|inmate|pending|rejected|failed|must\b|oops|"
    r"offender|criminal|convict|password\b|click",
    "fr": r"pardon|guéri|deuil|cheminement|soumettre|soumis|détenu|prisonnier|criminel|délinquant|en souffrance|"
    r"rejet|échou|échec|devez|oups|\bmail\b|e-mail|cliquez|mot de passe",
}
MEANT = {  # warnings, and a tool's own name
    "en": ("must not be told", "must not notice", "password manager"),
    "fr": ("mots de passe",),
}


def hurting(sentences: Iterable[str], lang: str) -> list[str]:
    """Return the sentences that hold a word which is never said in a language."""
    return [sentence for sentence in sentences if re.search(NEVER[lang], _without(sentence, lang), re.IGNORECASE)]


def _without(sentence: str, lang: str) -> str:
    for phrase in MEANT[lang]:
        sentence = sentence.replace(phrase, "")
    return sentence
