"""What a victim's pages show: codes without words, a constant number of queries, only what she may know (R8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from relay.domain import awaiting, visibility
from relay.domain.paging import Cursor, cut, read_cursor
from relay.errors import NotFound
from relay.storage import victim_pages as pages

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from relay.domain.person import Person

DRAFTS_SHOWN = 20


@dataclass(frozen=True)
class VictimCase:
    """A case of hers; awaiting names what sending waits for, in order: party, desk, consent; empty: nothing."""

    code: str
    public_id: str
    thread: str
    langs: tuple[str, ...]
    awaiting: tuple[str, ...]


class Item(NamedTuple):
    """A line of her list; way "sent": state is one of domain.visibility; way "here": offered or opened."""

    message: str
    case: str
    kind: str
    way: str
    state: str
    at: datetime


@dataclass(frozen=True)
class Draft:
    """A draft; kept: her own copy of the message named."""

    id: str
    case: str
    saved: datetime
    kept: bool
    message: str


@dataclass(frozen=True)
class Home:
    """Her first page; next: the cursor of earlier items, "" on the last page."""

    cases: tuple[VictimCase, ...]
    items: tuple[Item, ...]
    drafts: tuple[Draft, ...]
    next: str


@dataclass(frozen=True)
class Sent:
    """One message she sent; kept: the draft that is her copy, or ""."""

    message: str
    case: str
    kind: str
    state: str
    at: datetime
    kept: str


def home(session: Session, person: Person, *, before: str = "", size: int) -> Home:
    """Return where things stand for her. before: the cursor of an earlier page. Raises Malformed."""
    rows = pages.timeline(session, person.person, before=read_cursor(before), size=size)
    shown, following = cut(rows, size, lambda row: Cursor(row.at, row.message))
    return Home(
        cases=own_cases(session, person),
        items=tuple(map(_item, shown)),
        drafts=tuple(
            Draft(draft.id, draft.case, draft.saved, kept=False, message="")
            for draft in pages.drafts(session, person.person, size=DRAFTS_SHOWN)
        ),
        next=following,
    )


def sent(session: Session, person: Person, message: str) -> Sent:
    """Return one message of hers. Raises NotFound for anybody else's."""
    found = pages.sent(session, person.person, message)
    if found is None:
        raise NotFound("message")
    row, kept = found
    return Sent(row.message, row.case, row.kind, visibility.to_author(row.state), row.at, kept)


def here(session: Session, person: Person, message: str) -> Item:
    """Return what is here for her. Raises NotFound until it was released to her."""
    row = pages.here(session, person.person, message)
    if row is None:
        raise NotFound("message")
    return _item(row)


def own_cases(session: Session, person: Person) -> tuple[VictimCase, ...]:
    """Return her cases, the oldest first; before her party stands, the one she was invited to."""
    own = pages.cases(session, person.person)
    if own:
        return tuple(
            VictimCase(case.code, case.public_id, case.thread, tuple(case.langs.split(",")), _awaiting(case))
            for case in own
        )
    invited = pages.invited_case(session, person.card)
    return (VictimCase(invited, "", "", (), awaiting.BEFORE_CONFIRMED),) if invited else ()


def require_invited(session: Session, person: Person, code: str) -> None:
    """Raise NotFound unless this person joined on an invitation to this case."""
    if pages.invited_case(session, person.card) != code:
        raise NotFound("case")


def told(row: pages.Own) -> str:
    """Return the one code that she may know of a line's state (R8)."""
    return row.state if row.way == pages.HERE else visibility.to_author(row.state)


def _item(row: pages.Own) -> Item:
    return Item(row.message, row.case, row.kind, row.way, told(row), row.at)


def _awaiting(case: pages.OwnCase) -> tuple[str, ...]:
    return awaiting.awaiting(sealable=case.open, agreed=case.may_send)
