"""What waits for a victim and for the office, as the API lists it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.paging import Cursor, cut, read_cursor
from relay.storage import case_pages, joined_pages, victim_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.storage.victim_pages import Own


@dataclass(frozen=True)
class Sheet:
    """A sealed case sheet that the case's desk does not hold yet."""

    message: str
    case: str


@dataclass(frozen=True)
class OfficeTray:
    """Ids of the officer's own invitations that came back and wait for a signature, and sheets to be granted."""

    joined: tuple[str, ...]
    sheets: tuple[Sheet, ...]


def waiting(session: Session, person: Person, *, before: str, size: int) -> tuple[Sequence[Own], str]:
    """Return a page of what was released to a victim, or written to her about, and the next page's cursor.

    Raises Malformed.
    """
    rows = victim_pages.waiting_page(session, person.person, before=read_cursor(before), size=size)
    return cut(rows, size, lambda row: Cursor(row.at, row.message))


def office(session: Session, person: Person, *, size: int) -> OfficeTray:
    """Return what waits for an officer, the oldest first, at most size of each kind."""
    return OfficeTray(
        joined=tuple(each.invitation for each in joined_pages.joined(session, person.person, size=size)),
        sheets=tuple(Sheet(row.sheet or "", row.code) for row in case_pages.unbriefed(session, size=size)),
    )
