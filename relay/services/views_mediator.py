"""What a mediator's pages show: her tray, her cases, one case in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.paging import Cursor, cut, read_cursor
from relay.errors import NotFound
from relay.services.case_lines import CaseLine, ConsentLine, DeskLine, PartyLine, case_line, party_lines
from relay.storage import case_pages as pages
from relay.storage import cases as case_rows
from relay.storage import custody
from relay.storage.case_pages import ListedMessage as MessageLine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from relay.domain.person import Person

__all__ = ["CaseDetail", "CaseLine", "Cases", "ConsentLine", "DeskLine", "MessageLine", "PartyLine", "Tray"]


@dataclass(frozen=True)
class Tray:
    """What waits for her; next: the cursor of earlier items, "" on the last page."""

    items: tuple[MessageLine, ...]
    next: str


@dataclass(frozen=True)
class Cases:
    """A page of cases; next: the cursor of earlier ones, "" on the last page."""

    cases: tuple[CaseLine, ...]
    next: str


@dataclass(frozen=True)
class CaseDetail:
    """One case in full; sheet: the id of its sealed sheet or ""; messages: none for an officer (R1)."""

    line: CaseLine
    desk: DeskLine
    parties: tuple[PartyLine, ...]
    sheet: str
    messages: tuple[MessageLine, ...]
    next: str


def home(session: Session, person: Person, *, before: str = "", size: int) -> Tray:
    """Return a page of her tray. Raises Malformed for no cursor."""
    rows = pages.tray(session, person.card, before=read_cursor(before), size=size)
    return Tray(*_messages(rows, size))


def due(session: Session, person: Person, tray: Tray, *, today: date, size: int) -> tuple[MessageLine, ...]:
    """Return what she holds up to today or an earlier day, the longest due first, at most so many.

    tray: its first page; where that is all of it, nothing else is asked.
    """
    day = today.isoformat()
    if tray.next:
        return tuple(pages.due(session, person.card, today=day, size=size))
    held = (item for item in tray.items if item.until and item.until <= day)
    return tuple(sorted(held, key=lambda item: (item.until, item.message)))


def cases(session: Session, person: Person, *, before: str = "", size: int) -> Cases:
    """Return a page of the cases assigned to her. Raises Malformed."""
    return list_cases(session, mediator=person.card, before=before, size=size)


def list_cases(session: Session, *, mediator: str | None, before: str, size: int) -> Cases:
    """Return a page of a mediator's cases, or of all for None. Raises Malformed."""
    rows = pages.cases(session, mediator=mediator, before=read_cursor(before), size=size)
    shown, following = cut(rows, size, lambda found: Cursor(found.created_at, found.code))
    return Cases(tuple(map(case_line, shown)), following)


def case(session: Session, person: Person, public_id: str, *, before: str = "", size: int = 50) -> CaseDetail:
    """Return one case with the messages of it that the asker may know of.

    Raises NotFound unless she is its mediator or an officer, Malformed for no cursor.
    """
    found = pages.case(session, public_id)
    if found is None or (person.role != "officer" and found.mediator != person.card):
        raise NotFound("case")
    code = found.code
    if person.role == "officer":
        messages: tuple[MessageLine, ...] = ()
        following = ""
    else:
        rows = pages.messages(session, code, before=read_cursor(before), size=size, without=("sheet", "notes"))
        messages, following = _messages(rows, size)
    desk = custody.desk(session, f"case/{code}")
    return CaseDetail(
        line=case_line(found),
        desk=DeskLine(f"case/{code}", desk.epoch if desk else 0, (desk and desk.key_id) or "", open=found.opened),
        parties=party_lines(
            pages.parties(session, code), case_rows.prepared(session, code), case_rows.consents(session, code)
        ),
        sheet=found.sheet,
        messages=messages,
        next=following,
    )


def again(session: Session, person: Person, code: str) -> int:
    """Count what she is asked to release again in a case: nobody at the institution has the key any more."""
    return pages.again(session, person.card, code)


def messages(
    session: Session, person: Person, code: str, *, before: str = "", size: int
) -> tuple[tuple[MessageLine, ...], str]:
    """Return a page of a case's messages, all kinds but its sheet, and the cursor of earlier ones.

    Raises NotFound unless she is its mediator, Malformed for no cursor.
    """
    found = case_rows.find(session, code)
    if found is None or found.mediator != person.card:
        raise NotFound("case")
    return _messages(pages.messages(session, code, before=read_cursor(before), size=size), size)


def message(session: Session, person: Person, message_id: str) -> MessageLine:
    """Return one message of her cases. Raises NotFound."""
    row = pages.message(session, person.card, message_id)
    if row is None:
        raise NotFound("message")
    return row


def _messages(rows: Sequence[MessageLine], size: int) -> tuple[tuple[MessageLine, ...], str]:
    shown, following = cut(rows, size, lambda row: Cursor(row.at, row.message))
    return tuple(shown), following
