"""What a victim's pages read: her own letters and what was released to her, nothing else (R8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Select, exists, literal, select, union_all

from relay.storage.models_accounts import DraftRow, InvitationRow
from relay.storage.models_cases import CaseRow, ConsentRow, PartyRow
from relay.storage.models_messages import DeliveryRow, MessageRow
from relay.storage.models_trust import DeskRow
from relay.storage.paging import newest_first

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

    from sqlalchemy.orm import Session

    from relay.domain.paging import Cursor

SENT = "sent"
HERE = "here"
KINDS = ("letter", "video", "audio", "aside")


@dataclass(frozen=True)
class Own:
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
    may_send = exists().where(
        ConsentRow.case_code == PartyRow.case_code,
        ConsentRow.party == PartyRow.party,
        ConsentRow.direction == "send",
        ConsentRow.given,
    )
    query = (
        select(CaseRow.code, CaseRow.public_id, PartyRow.party, CaseRow.langs, DeskRow.key_id.is_not(None), may_send)
        .join(PartyRow, PartyRow.case_code == CaseRow.code)
        .join(DeskRow, DeskRow.name == "case/" + CaseRow.code, isouter=True)
        .where(PartyRow.person == person)
        .order_by(CaseRow.created_at, CaseRow.code)
    )
    return [OwnCase(*row) for row in session.execute(query)]


def invited_case(session: Session, card_digest: str) -> str:
    """Return the code of the case whose invitation this card came back on; "" where it named none."""
    query = select(InvitationRow.case_code).where(InvitationRow.card_digest == card_digest)
    return session.scalar(query) or ""


def timeline(session: Session, person: str, *, before: Cursor | None, size: int) -> Sequence[Own]:
    """Return what she sent and what is here for her, newest first, one row more than a page holds."""
    both = union_all(
        select(newest_first(_sent(person), MessageRow.accepted_at, MessageRow.id, before, size).subquery()),
        select(newest_first(_here(person), DeliveryRow.released_at, DeliveryRow.message, before, size).subquery()),
    ).subquery()
    query = select(both).order_by(both.c.at.desc(), both.c.message.desc()).limit(size + 1)
    return [Own(*row) for row in session.execute(query)]


def sent(session: Session, person: str, message: str) -> tuple[Own, str] | None:
    """Return one message she sent, with the id of the draft that is her kept copy or ""."""
    kept = select(DraftRow.id).where(DraftRow.message == message, DraftRow.person == person).scalar_subquery()
    query = _sent(person).add_columns(kept).where(MessageRow.id == message)
    row = session.execute(query).one_or_none()
    return None if row is None else (Own(*row[:-1]), row[-1] or "")


def here(session: Session, person: str, message: str) -> Own | None:
    """Return one message that was released to her."""
    row = session.execute(_here(person).where(DeliveryRow.message == message)).one_or_none()
    return None if row is None else Own(*row)


def here_page(session: Session, person: str, *, before: Cursor | None, size: int) -> Sequence[Own]:
    """Return what was released to her, newest first, one row more than a page holds."""
    query = newest_first(_here(person), DeliveryRow.released_at, DeliveryRow.message, before, size)
    return [Own(*row) for row in session.execute(query)]


def drafts(session: Session, person: str, *, size: int) -> Sequence[OwnDraft]:
    """Return her drafts that were not sent, the newest first, without their sealed bytes."""
    query = (
        select(DraftRow.id, DraftRow.case_code, DraftRow.saved_at)
        .where(DraftRow.person == person, DraftRow.kept.is_(False))
        .order_by(DraftRow.saved_at.desc(), DraftRow.id)
        .limit(size)
    )
    return [OwnDraft(*row) for row in session.execute(query)]


def _sent(person: str) -> Select[*tuple[Any, ...]]:
    return select(
        MessageRow.id.label("message"),
        MessageRow.case_code,
        MessageRow.thread,
        MessageRow.kind,
        literal(SENT).label("way"),
        MessageRow.state,
        MessageRow.accepted_at.label("at"),
    ).where(MessageRow.person == person, MessageRow.kind.in_(KINDS))


def _here(person: str) -> Select[*tuple[Any, ...]]:
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
        .where(PartyRow.person == person)
    )
