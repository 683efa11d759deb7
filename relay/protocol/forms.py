"""The forms of single values (docs/protocol.md §1): each function returns what it read, or refuses."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from relay.errors import ProtocolError
from relay.protocol import b64
from relay.protocol.notation import DIGEST_BYTES, ID_BYTES, KEY_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from relay.protocol.canonical import Value

ROLES = ("root", "officer", "mediator", "liaison", "victim")
OFFENDER = "offender"
FIRST_YEAR = 2000
LONGEST_NAME = 80  # code points
LONGEST_LANG = 35
# U+202A-202E and U+2066-2069: controls that make text read in another order than it is written (§4.1)
DIRECTION = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))

_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CODE = re.compile(r"[A-Z0-9-]{1,32}")
_VICTIM = re.compile(r"victim-[1-9][0-9]{0,2}")
_LANG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def text(value: Value) -> str:
    """Read a string."""
    if not isinstance(value, str):
        raise ProtocolError("not a string")
    return value


def integer(value: Value) -> int:
    """Read an integer; true is none."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ProtocolError("not an integer")
    return value


def flag(value: Value) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise ProtocolError("not true or false")
    return value


def version(value: Value) -> int:
    """Read v, which is 1: no other version is understood and none is negotiated."""
    if integer(value) != 1:
        raise ProtocolError("other version")
    return 1


def exactly(word: str) -> Callable[[Value], str]:
    """Make a reader of one fixed word."""
    return one_of((word,))


def one_of(words: Collection[str]) -> Callable[[Value], str]:
    """Make a reader of a closed list."""

    def read(value: Value) -> str:
        if text(value) not in words:
            raise ProtocolError("not in the list")
        return text(value)

    return read


def or_empty(form: Callable[[Value], str]) -> Callable[[Value], str]:
    """Make a reader that also takes the empty string."""

    def read(value: Value) -> str:
        return "" if value == "" else form(value)

    return read


def _matching(pattern: re.Pattern[str], value: Value) -> str:
    if not pattern.fullmatch(text(value)):
        raise ProtocolError("another form")
    return text(value)


def time(value: Value) -> str:
    """Read a real UTC minute of the years 2000-9999, such as 2026-11-22T14:05Z."""
    return _real(_matching(_TIME, value), datetime.fromisoformat)


def day(value: Value) -> str:
    """Read a real date of the years 2000-9999, such as 2026-11-22."""
    return _real(_matching(_DATE, value), date.fromisoformat)


def _real(written: str, parse: Callable[[str], date]) -> str:
    try:
        moment = parse(written)
    except ValueError as error:
        raise ProtocolError("no such time") from error
    if moment.year < FIRST_YEAR:
        raise ProtocolError("no such time")
    return written


def write_time(moment: datetime) -> str:
    """Write a moment as its UTC minute; raises ProtocolError for one without a zone."""
    if moment.tzinfo is None:
        raise ProtocolError("a time without a zone")
    return time(moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"))


def code(value: Value) -> str:
    """Read a case's or institution's CODE."""
    return _matching(_CODE, value)


def victim(value: Value) -> str:
    """Read a victim party, victim-1 ... victim-999."""
    return _matching(_VICTIM, value)


def party(value: Value) -> str:
    """Read a party: offender or victim-N."""
    return OFFENDER if value == OFFENDER else victim(value)


def lang(value: Value) -> str:
    """Read a BCP 47 tag of at most 35 characters."""
    if len(text(value)) > LONGEST_LANG:
        raise ProtocolError("language too long")
    return _matching(_LANG, value)


def case_desk(value: Value) -> str:
    """Read case/CODE."""
    return "case/" + code(_after(value, "case/"))


def institution_desk(value: Value) -> str:
    """Read institution/CODE."""
    return "institution/" + code(_after(value, "institution/"))


def desk_name(value: Value) -> str:
    """Read a desk's name: case/CODE, institution/CODE or office (§6)."""
    if value == "office":
        return "office"
    return case_desk(value) if text(value).startswith("case/") else institution_desk(value)


def _after(value: Value, start: str) -> str:
    if not text(value).startswith(start):
        raise ProtocolError("another form")
    return text(value)[len(start) :]


def id16(value: Value) -> str:
    """Read the b64 of 16 bytes: person, nonce, message id, stream, key_id; returns the text."""
    b64.decode(text(value), ID_BYTES)
    return text(value)


def digest_text(value: Value) -> str:
    """Read the b64 of a 32-byte digest; returns the text."""
    digest(value)
    return text(value)


def digest(value: Value) -> bytes:
    """Read the b64 of a 32-byte digest; returns the bytes."""
    return b64.decode(text(value), DIGEST_BYTES)


def sign_key(value: Value) -> bytes:
    """Read the b64 of an Ed25519 public key (32 bytes)."""
    return b64.decode(text(value), KEY_BYTES)


def box_key(value: Value) -> bytes:
    """Read the b64 of an X-Wing public key (1,216 bytes)."""
    return b64.decode(text(value), 1216)


def name(value: Value) -> str:
    """Read the name others see: 1-80 code points, no control (Cc) and no direction control (§2)."""
    if not 1 <= len(text(value)) <= LONGEST_NAME or any(_is_control(char) for char in text(value)):
        raise ProtocolError("not a name")
    return text(value)


def _is_control(char: str) -> bool:
    return char < " " or "\x7f" <= char <= "\x9f" or char in DIRECTION
