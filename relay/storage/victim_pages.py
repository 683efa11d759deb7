"""What a victim's pages read: her own letters and what was released to her, nothing else (R8)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Select, bindparam, exists, literal, literal_column, select, text, union_all

from relay.domain.consents import LETTERS_MODEL
from relay.domain.deliveries import OFFERED_TO_HER
from relay.storage.models_accounts import DraftRow, InvitationRow
from relay.storage.models_cases import CaseRow, ConsentRow, PartyRow
from relay.storage.models_messages import WRITTEN_ABOUT, DeliveryRow, MessageRow
from relay.storage.models_trust import DeskRow
from relay.storage.paging import newest_first, page, rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

    from sqlalchemy.orm import InstrumentedAttribute, Session

    from relay.domain.paging import Cursor

SENT = "sent"
HERE = "here"
KINDS = ("letter", "video", "audio", "aside")


class Own(NamedTuple):
    """One line: a message of hers (state: the message's) or one released to her (state: the delivery's).

    Hers is what she sent, and of kind relayed what her mediator wrote down for her and asked her about.
    """

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
    """A case in which she is a party; open: its desk has a current key; may_send: her consent to send letters."""

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
    """Return one message of hers, with the id of the draft that is her kept copy or ""."""
    kept = select(DraftRow.id).where(DraftRow.message == message, DraftRow.person == person).scalar_subquery()
    for own in (_sent(), _carried()):
        row = session.execute(own.add_columns(kept).where(MessageRow.id == message), {"person": person}).one_or_none()
        if row is not None:
            return Own(*row[:-1]), row[-1] or ""
    return None


def here(session: Session, person: str, message: str) -> Own | None:
    """Return one message that was released to her."""
    row = session.execute(_here().where(DeliveryRow.message == message), {"person": person}).one_or_none()
    return None if row is None else Own(*row)


def waiting_page(session: Session, person: str, *, before: Cursor | None, size: int) -> Sequence[Own]:
    """Return what is here for her and what her mediator wrote about, newest first, one row more than a page holds."""
    query = _waiting(first=before is None)
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
        ConsentRow.model == LETTERS_MODEL,
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
    return _mixed(_here_page(first=first), *(_hers(query, at, first=first) for query, at in _own_words()))


@cache
def _waiting(*, first: bool) -> Select[*tuple[Any, ...]]:
    written_about = text(f"messages.{WRITTEN_ABOUT}")  # as the index ix_messages_asked says it
    hers = [(query.where(written_about), at) for query, at in _own_words()]
    return _mixed(_here_page(first=first), *(_hers(query, at, first=first) for query, at in hers))


def _mixed(*pages: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Join pages of the same columns into one, newest first."""
    mixed = union_all(*(select(each.subquery()) for each in pages)).subquery()
    return select(mixed).order_by(mixed.c.at.desc(), mixed.c.message.desc()).limit(rows())


def _own_words() -> list[tuple[Select[*tuple[Any, ...]], InstrumentedAttribute[Any]]]:
    """List what she sent by when it came, and what is carried by when she was asked: the rest was done unseen (R8)."""
    return [(_sent(), MessageRow.accepted_at), (_carried(), MessageRow.asked_at)]


def _hers(query: Select[*tuple[Any, ...]], at: InstrumentedAttribute[Any], *, first: bool) -> Select[*tuple[Any, ...]]:
    return newest_first(query, at, MessageRow.id, first=first)


@cache
def _here_page(*, first: bool) -> Select[*tuple[Any, ...]]:
    return newest_first(_here(), DeliveryRow.released_at, DeliveryRow.message, first=first)


def _sent() -> Select[*tuple[Any, ...]]:
    return _own(MessageRow.accepted_at).where(
        MessageRow.person == bindparam("person"), MessageRow.kind.in_(list(map(literal, KINDS)))
    )


def _carried() -> Select[*tuple[Any, ...]]:
    party = (PartyRow.case_code == MessageRow.case_code) & (PartyRow.party == MessageRow.sender)
    is_carried = MessageRow.kind == literal_column("'relayed'")  # as the index ix_messages_carried says it
    hers = (PartyRow.person == bindparam("person"), is_carried, MessageRow.edited != "")
    return _own(MessageRow.asked_at).join(PartyRow, party).where(*hers)


def _own(at: InstrumentedAttribute[Any]) -> Select[*tuple[Any, ...]]:
    return select(
        MessageRow.id.label("message"),
        MessageRow.case_code,
        MessageRow.thread,
        MessageRow.kind,
        literal(SENT).label("way"),
        MessageRow.state,
        at.label("at"),
    )


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
        .join(MessageRow, MessageRow.id == DeliveryRow.message)
        .where(DeliveryRow.person == bindparam("person"), DeliveryRow.state.in_(list(map(literal, OFFERED_TO_HER))))
    )
