"""A picture's description in words travels as the text that stands right behind it (docs/protocol.md §4.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from relay.client.errors import NotPossible
from relay.protocol.container import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT: Final = "text/plain"
# U+FFFC, object replacement character: what stands in a text for something that is no text.
MARK: Final = "\ufffc"
LONGEST: Final = 500  # characters
_DESCRIPTION: Final = re.compile(rf"{MARK}([^\n]{{1,{LONGEST}}})")


@dataclass(frozen=True)
class Shown:
    """One part as people see it: a picture comes with its description, "" where nobody gave one."""

    part: Part = field(repr=False)
    description: str = field(default="", repr=False)

    @property
    def is_picture(self) -> bool:
        """Whether it is a photo or a scan."""
        return self.part.type.startswith("image/")


def description_part(words: str) -> Part:
    """Make the part that describes the picture before it; line ends become spaces.

    Raises NotPossible for no words, or more than LONGEST characters.
    """
    plain = re.sub(rf"[\s{MARK}]*[\r\n\t{MARK}][\s{MARK}]*", " ", words).strip()
    if not 0 < len(plain) <= LONGEST:
        raise NotPossible(f"a picture's description has 1 to {LONGEST} characters")
    return Part(TEXT, f"{MARK}{plain}".encode())


def described(parts: Iterable[Part]) -> list[Shown]:
    """Return the parts as people see them: each picture together with its description."""
    shown: list[Shown] = []
    for part in parts:
        words = _words(part)
        last = shown[-1] if shown else None
        if words and last and last.is_picture and not last.description:
            shown[-1] = Shown(last.part, words)
        else:
            shown.append(Shown(part))
    return shown


def _words(part: Part) -> str:
    found = _DESCRIPTION.fullmatch(part.data.decode()) if part.type == TEXT else None
    return found[1] if found else ""
