"""What the mediator's and the office's pages read of cases."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Select, and_, bindparam, func, literal, select, text

from relay.domain.deliveries import RELEASE
from relay.domain.states import HELD, RELEASED
from relay.storage.models_accounts import CardRow
from relay.storage.models_cases import CaseRow, InstitutionRow, PartyRow
from relay.storage.models_messages import HELD_UNTIL, DeliveryRow, MessageRow
from relay.storage.models_trust import DeskRow
from relay.storage.paging import newest_first, page, rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

    from sqlalchemy.orm import Session

    from relay.domain.paging import Cursor

_AGAIN = and_(MessageRow.state == RELEASED, MessageRow.tray.is_not(None))


class ListedCase(NamedTuple):
    """A case with its institution's name, its mediator's card and name, and whether its desk has a current key.

    langs: tags joined by commas; mediator, sheet: "" for none yet.
    """

    code: str
    public_id: str
    langs: str
    institution: str
    mediator: str
    briefed: bool
    sheet: str
    created_at: datetime
    institution_name: str
    mediator_name: str
    opened: bool


class ListedMessage(NamedTuple):
    """A message of a case as its mediator sees it; sender: victim-N, offender or ""; delivery: "" before a release.

    name: on a victim's card, "" for any other sender; original: of an edit; guidance, edited: what it was last returned
    with, and the edit its author was last asked about (itself, where relayed); answer: agreed, disagreed or "";
    held_until: the date (YYYY-MM-DD) up to which it was last held, "" for none; again: it was released to a desk where
    nobody has the key it was granted to.
    """

    message: str
    case: str
    public_id: str
    thread: str
    sender: str
    name: str
    kind: str
    state: str
    delivery: str
    at: datetime
    original: str = ""
    guidance: str = ""
    edited: str = ""
    answer: str = ""
    held_until: str = ""
    again: bool = False

    @property
    def until(self) -> str:
        """Tell up to which date (YYYY-MM-DD) it is held now, "" for no date or where it is not held."""
        return self.held_until if self.state == HELD else ""


def cases(session: Session, *, mediator: str | None, before: Cursor | None, size: int) -> Sequence[ListedCase]:
    """Return a mediator's cases (all for None), newest first, one row more than a page holds."""
    query = _cases(of_mediator=mediator is not None, first=before is None)
    found = session.connection().execute(query, {"mediator": mediator, **page(before, size)})
    return [ListedCase(*row) for row in found]


def case(session: Session, public_id: str) -> ListedCase | None:
    """Return one case by its opaque id."""
    row = session.execute(_listed().where(CaseRow.public_id == public_id)).one_or_none()
    return None if row is None else ListedCase(*row)


def parties(session: Session, code: str) -> Sequence[tuple[PartyRow, str]]:
    """Return a case's parties with the names on their cards ("" for none)."""
    query = (
        select(PartyRow, CardRow.name)
        .join(CardRow, CardRow.digest == PartyRow.card_digest, isouter=True)
        .where(PartyRow.case_code == code)
        .order_by(PartyRow.party)
    )
    return [(party, name or "") for party, name in session.execute(query)]


def tray(session: Session, mediator: str, *, before: Cursor | None, size: int) -> Sequence[ListedMessage]:
    """Return what waits for a mediator (her card's digest), newest first, one row more than a page holds."""
    query = _tray(first=before is None)
    return [
        ListedMessage(*row) for row in session.connection().execute(query, {"mediator": mediator, **page(before, size)})
    ]


def due(session: Session, mediator: str, *, today: str, size: int) -> Sequence[ListedMessage]:
    """Return what a mediator holds up to this day (YYYY-MM-DD) or an earlier one, the longest due first."""
    values = {"mediator": mediator, "today": today, "rows": size}
    return [ListedMessage(*row) for row in session.connection().execute(_due(), values)]


def messages(
    session: Session, code: str, *, before: Cursor | None, size: int, without: Sequence[str] = ("sheet",)
) -> Sequence[ListedMessage]:
    """Return the messages of a case, newest first, one row more than a page holds. without: kinds left out."""
    query = _messages().where(MessageRow.case_code == code, MessageRow.kind.not_in(without))
    query = newest_first(query, MessageRow.accepted_at, MessageRow.id, first=before is None)
    return [ListedMessage(*row) for row in session.execute(query, page(before, size))]


def message(session: Session, mediator: str, message_id: str) -> ListedMessage | None:
    """Return one message of a mediator's cases."""
    query = _messages().where(MessageRow.id == message_id, CaseRow.mediator == mediator, MessageRow.kind != "sheet")
    row = session.execute(query).one_or_none()
    return None if row is None else ListedMessage(*row)


def unbriefed(session: Session, *, size: int) -> Sequence[CaseRow]:
    """Return cases whose sheet is not granted to their open desk yet, the oldest first."""
    query = (
        select(CaseRow)
        .join(DeskRow, DeskRow.name == "case/" + CaseRow.code)
        .where(CaseRow.briefed.is_(False), CaseRow.sheet.is_not(None), DeskRow.key_id.is_not(None))
        .order_by(CaseRow.created_at, CaseRow.code)
        .limit(size)
    )
    return session.scalars(query).all()


def again(session: Session, mediator: str, code: str) -> int:
    """Count what a mediator is asked to grant again in a case."""
    waits = (MessageRow.tray == mediator, MessageRow.case_code == code, _AGAIN)
    return session.scalar(select(func.count()).select_from(MessageRow).where(*waits)) or 0


# statements that every home asks are built once


@cache
def _cases(*, of_mediator: bool, first: bool) -> Select[*tuple[Any, ...]]:
    query = _listed().where(CaseRow.mediator == bindparam("mediator")) if of_mediator else _listed()
    return newest_first(query, CaseRow.created_at, CaseRow.code, first=first)


@cache
def _tray(*, first: bool) -> Select[*tuple[Any, ...]]:
    query = _messages().where(MessageRow.tray == bindparam("mediator"))
    return newest_first(query, MessageRow.accepted_at, MessageRow.id, first=first)


@cache
def _due() -> Select[*tuple[Any, ...]]:
    query = _messages().where(MessageRow.tray == bindparam("mediator"), MessageRow.state == HELD)
    query = query.where(text(f"messages.{HELD_UNTIL}"), MessageRow.held_until <= bindparam("today"))
    return query.order_by(MessageRow.held_until, MessageRow.id).limit(rows())


def _listed() -> Select[*tuple[Any, ...]]:
    return (
        select(
            CaseRow.code,
            CaseRow.public_id,
            CaseRow.langs,
            CaseRow.institution,
            func.coalesce(CaseRow.mediator, ""),
            CaseRow.briefed,
            func.coalesce(CaseRow.sheet, ""),
            CaseRow.created_at,
            InstitutionRow.name,
            func.coalesce(CardRow.name, ""),
            DeskRow.key_id.is_not(None),
        )
        .join(InstitutionRow, InstitutionRow.code == CaseRow.institution)
        .join(CardRow, CardRow.digest == CaseRow.mediator, isouter=True)
        .join(DeskRow, DeskRow.name == "case/" + CaseRow.code, isouter=True)
    )


def _messages() -> Select[*tuple[Any, ...]]:
    return (
        select(
            MessageRow.id,
            MessageRow.case_code,
            CaseRow.public_id,
            MessageRow.thread,
            MessageRow.sender,
            func.coalesce(CardRow.name, ""),
            MessageRow.kind,
            MessageRow.state,
            func.coalesce(DeliveryRow.state, ""),
            MessageRow.accepted_at,
            MessageRow.original,
            MessageRow.guidance,
            MessageRow.edited,
            MessageRow.answer,
            MessageRow.held_until,
            _AGAIN,
        )
        .join(CaseRow, CaseRow.code == MessageRow.case_code)
        .join(
            DeliveryRow,
            (DeliveryRow.message == MessageRow.id) & (DeliveryRow.about == literal(RELEASE)),
            isouter=True,
        )
        .join(
            PartyRow,
            (PartyRow.case_code == MessageRow.case_code) & (PartyRow.party == MessageRow.sender),
            isouter=True,
        )
        .join(CardRow, CardRow.digest == PartyRow.card_digest, isouter=True)
    )
