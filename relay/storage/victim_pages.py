"""What a victim's pages read: her own letters and what was released to her, nothing else (R8)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Select, bindparam, exists, literal, select, union_all

from relay.storage.models_accounts import DraftRow, InvitationRow
from relay.storage.models_cases import CaseRow, ConsentRow, PartyRow
from relay.storage.models_messages import DeliveryRow, MessageRow
from relay.storage.models_trust import DeskRow
from relay.storage.paging import newest_first, page, rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

    from sqlalchemy.orm import Session

    from relay.domain.paging import Cursor

SENT = "sent"
HERE = "here"
KINDS = ("letter", "video", "audio", "aside")


class Own(NamedTuple):
    """One line: a message she sent (state: the message's) or one released to her (state: the delivery's)."""

    message: str
    case: str
    thread: str
    kind: str
    way: str
    state: str
    at: datetime


@dataclass(frozen=True)
class OwnDraft:
    """A draft that was not sent."""

    id: str
    case: str
    saved: datetime


@dataclass(frozen=True)
class OwnCase:
    """A case in which she is a party; open: its desk has a current key; may_send: her consent to send stands."""

    code: str
    public_id: str
    thread: str
    langs: str
    open: bool
    may_send: bool


def cases(session: Session, person: str) -> Sequence[OwnCase]:
    """Return the cases in which this person's card is the newest of a victim party, the oldest first."""
    return [OwnCase(*row) for row in session.connection().execute(_cases(), {"person": person})]


def invited_case(session: Session, card_digest: str) -> str:
    """Return the code of the case whose invitation this card came back on; "" where it named none."""
    query = select(InvitationRow.case_code).where(InvitationRow.card_digest == card_digest)
    return session.scalar(query) or ""


def timeline(session: Session, person: str, *, before: Cursor | None, size: int) -> Sequence[Own]:
    """Return what she sent and what is here for her, newest first, one row more than a page holds."""
    query = _timeline(first=before is None)
    return [Own(*row) for row in session.connection().execute(query, {"person": person, **page(before, size)})]


def sent(session: Session, person: str, message: str) -> tuple[Own, str] | None:
    """Return one message she sent, with the id of the draft that is her kept copy or ""."""
    kept = select(DraftRow.id).where(DraftRow.message == message, DraftRow.person == person).scalar_subquery()
    query = _sent().add_columns(kept).where(MessageRow.id == message)
    row = session.execute(query, {"person": person}).one_or_none()
    return None if row is None else (Own(*row[:-1]), row[-1] or "")


def here(session: Session, person: str, message: str) -> Own | None:
    """Return one message that was released to her."""
    row = session.execute(_here().where(DeliveryRow.message == message), {"person": person}).one_or_none()
    return None if row is None else Own(*row)


def here_page(session: Session, person: str, *, before: Cursor | None, size: int) -> Sequence[Own]:
    """Return what was released to her, newest first, one row more than a page holds."""
    query = _here_page(first=before is None)
    return [Own(*row) for row in session.connection().execute(query, {"person": person, **page(before, size)})]


def drafts(session: Session, person: str, *, size: int) -> Sequence[OwnDraft]:
    """Return her drafts that were not sent, the newest first, without their sealed bytes."""
    return [OwnDraft(*row) for row in session.connection().execute(_drafts(), {"person": person, "rows": size})]


# each statement is built once: every page asks them


@cache
def _cases() -> Select[*tuple[Any, ...]]:
    may_send = exists().where(
        ConsentRow.case_code == PartyRow.case_code,
        ConsentRow.party == PartyRow.party,
        ConsentRow.direction == "send",
        ConsentRow.given,
    )
    return (
        select(CaseRow.code, CaseRow.public_id, PartyRow.party, CaseRow.langs, DeskRow.key_id.is_not(None), may_send)
        .join(PartyRow, PartyRow.case_code == CaseRow.code)
        .join(DeskRow, DeskRow.name == "case/" + CaseRow.code, isouter=True)
        .where(PartyRow.person == bindparam("person"))
        .order_by(CaseRow.created_at, CaseRow.code)
    )


@cache
def _drafts() -> Select[*tuple[Any, ...]]:
    return (
        select(DraftRow.id, DraftRow.case_code, DraftRow.saved_at)
        .where(DraftRow.person == bindparam("person"), DraftRow.kept.is_(False))
        .order_by(DraftRow.saved_at.desc(), DraftRow.id)
        .limit(rows())
    )


@cache
def _timeline(*, first: bool) -> Select[*tuple[Any, ...]]:
    sent = newest_first(_sent(), MessageRow.accepted_at, MessageRow.id, first=first)
    both = union_all(select(sent.subquery()), select(_here_page(first=first).subquery())).subquery()
    return select(both).order_by(both.c.at.desc(), both.c.message.desc()).limit(rows())


@cache
def _here_page(*, first: bool) -> Select[*tuple[Any, ...]]:
    return newest_first(_here(), DeliveryRow.released_at, DeliveryRow.message, first=first)


def _sent() -> Select[*tuple[Any, ...]]:
    return select(
        MessageRow.id.label("message"),
        MessageRow.case_code,
        MessageRow.thread,
        MessageRow.kind,
        literal(SENT).label("way"),
        MessageRow.state,
        MessageRow.accepted_at.label("at"),
    ).where(MessageRow.person == bindparam("person"), MessageRow.kind.in_(list(map(literal, KINDS))))


def _here() -> Select[*tuple[Any, ...]]:
    return (
        select(
            DeliveryRow.message,
            DeliveryRow.case_code,
            DeliveryRow.thread,
            MessageRow.kind,
            literal(HERE).label("way"),
            DeliveryRow.state,
            DeliveryRow.released_at.label("at"),
        )
        .join(PartyRow, (PartyRow.case_code == DeliveryRow.case_code) & (PartyRow.party == DeliveryRow.to_party))
        .join(MessageRow, MessageRow.id == DeliveryRow.message)
        .where(PartyRow.person == bindparam("person"))
    )
