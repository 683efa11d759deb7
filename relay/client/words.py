"""Draw a passphrase as the joining page does: six words of the screened list in the person's language."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Final

from relay.client.errors import NotPossible

LISTS: Final = Path(__file__).parent.parent / "static" / "vendor" / "words"
WORDS: Final = 6


def draw_passphrase(lang: str) -> str:
    """Draw six words (at least 64 bits) of a language's list, joined by one space.

    Raises NotPossible before set-up has put the lists there.
    """
    try:
        words = json.loads((LISTS / f"{lang}.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NotPossible("no word lists: run `make setup` first") from error
    return " ".join(secrets.choice(words) for _ in range(WORDS))
