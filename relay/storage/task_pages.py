"""What a liaison's pages read: the tasks she pulled, one number each, nothing that waits (R8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Select, exists, select

from relay.domain.case import OFFENDER
from relay.domain.deliveries import RECALLING
from relay.domain.kinds import LETTERS
from relay.domain.states import WITHDRAWN
from relay.storage.models_cases import CaseRow, PartyRow
from relay.storage.models_messages import DeliveryRow, MessageRow
from relay.storage.paging import newest_first, page

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from typing import Any

    from sqlalchemy.orm import Session

    from relay.domain.paging import Cursor


@dataclass(frozen=True)
class Task:
    """One task she pulled.

    about: release, guidance or proposal; asks: the state of the message that is printed: `proposed` while a proposal
    waits for its answer; langs: the case's tags joined by commas.
    """

    task: int
    message: str
    case: str
    thread: str
    kind: str
    state: str
    at: datetime
    langs: str
    about: str
    asks: str


@dataclass(frozen=True)
class Reply:
    """Something that the person of a task sent; withdrawn: it was taken back."""

    message: str
    at: datetime
    withdrawn: bool


def tasks(session: Session, person: str, desks: Collection[str], *, before: Cursor | None, size: int) -> Sequence[Task]:
    """Return the tasks this liaison pulled at these desks, the newest first, one row more than a page holds."""
    query = newest_first(_tasks(person, desks), DeliveryRow.released_at, DeliveryRow.message, first=before is None)
    return [Task(*row) for row in session.execute(query, page(before, size))]


def recalling(session: Session, person: str, desks: Collection[str]) -> Sequence[Task]:
    """Return the tasks of hers that were withdrawn and are to be got back, the newest first."""
    query = _tasks(person, desks).where(DeliveryRow.state == RECALLING).order_by(DeliveryRow.released_at.desc())
    return [Task(*row) for row in session.execute(query)]


def task(session: Session, person: str, desks: Collection[str], number: int) -> Task | None:
    """Return one task by its number, if this liaison pulled it at one of these desks."""
    row = session.execute(_tasks(person, desks).where(DeliveryRow.number == number)).one_or_none()
    return None if row is None else Task(*row)


def replies(session: Session, case_code: str, thread: str, desks: Collection[str], *, size: int) -> Sequence[Reply]:
    """Return what came from the offender in a thread, the newest first: edits and carried words are not his to list.

    Nothing where he is no longer reached at one of these desks.
    """
    is_there = exists().where(
        PartyRow.case_code == MessageRow.case_code, PartyRow.party == OFFENDER, PartyRow.desk.in_(desks)
    )
    query = (
        select(MessageRow.id, MessageRow.accepted_at, MessageRow.state == WITHDRAWN)
        .where(MessageRow.case_code == case_code, MessageRow.thread == thread, MessageRow.sender == OFFENDER)
        .where(MessageRow.kind.in_(LETTERS), MessageRow.original == "", is_there)
        .order_by(MessageRow.accepted_at.desc(), MessageRow.id)
        .limit(size)
    )
    return [Reply(*row) for row in session.execute(query)]


def _tasks(person: str, desks: Collection[str]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            DeliveryRow.number,
            DeliveryRow.message,
            DeliveryRow.case_code,
            DeliveryRow.thread,
            MessageRow.kind,
            DeliveryRow.state,
            DeliveryRow.released_at,
            CaseRow.langs,
            DeliveryRow.about,
            MessageRow.state,
        )
        .join(MessageRow, MessageRow.id == DeliveryRow.message)
        .join(CaseRow, CaseRow.code == DeliveryRow.case_code)
        .where(DeliveryRow.pulled_by == person, DeliveryRow.desk.in_(desks))
    )
