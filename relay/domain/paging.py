"""Where the next page of a list in order of time begins: after an item, never at a count of items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from relay.errors import Malformed, ProtocolError
from relay.protocol import b64

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

LONGEST = 200


@dataclass(frozen=True)
class Cursor:
    """The last item of a page: its aware time and its id, which settles items of the same moment."""

    at: datetime
    id: str


def write_cursor(cursor: Cursor) -> str:
    """Write a cursor as the opaque text that travels in an address."""
    return b64.encode(f"{cursor.at.isoformat()}|{cursor.id}".encode("ascii"))


def read_cursor(text: str) -> Cursor | None:
    """Read a cursor; None for "", the first page. Raises Malformed."""
    if not text:
        return None
    if len(text) > LONGEST:
        raise Malformed("cursor")
    try:
        at, _, last = b64.decode(text).decode("ascii").partition("|")
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None or "\0" in last:
            raise Malformed("cursor")
        return Cursor(moment.astimezone(UTC), last)
    except (ProtocolError, ValueError, OverflowError) as error:  # year 1 or 9999 in a zone of another day
        raise Malformed("cursor") from error


def cut(rows: Sequence[T], size: int, place: Callable[[T], Cursor]) -> tuple[Sequence[T], str]:
    """Cut rows, of which one more than size was asked for, to one page.

    place: the cursor of a row. Returns the page and the opaque cursor of the next one, "" after the last.
    """
    if len(rows) <= size:
        return rows, ""
    return rows[:size], write_cursor(place(rows[size - 1]))
