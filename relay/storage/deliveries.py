"""Rows of deliveries: released messages on their way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from relay.domain.deliveries import AT_A_COUNTER, HAS_BEEN_HERS, NOT_BEGUN, RELEASE, TAKEN, WAITING
from relay.storage.models_cases import CaseRow
from relay.storage.models_messages import DeliveryRow, MessageRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


def find(session: Session, message: str, to_party: str) -> DeliveryRow | None:
    """Return the way of a message to one party."""
    return session.get(DeliveryRow, (message, to_party))


def of(session: Session, messages: Collection[str]) -> Sequence[DeliveryRow]:
    """Return every way of these messages, to either party."""
    return session.scalars(select(DeliveryRow).where(DeliveryRow.message.in_(messages))).all()


def not_begun(session: Session, case_code: str, to_party: str) -> Sequence[DeliveryRow]:
    """Return the tasks of a case that nobody has signed `pulled` for, the oldest first."""
    query = select(DeliveryRow).where(DeliveryRow.case_code == case_code, DeliveryRow.to_party == to_party)
    query = query.where(DeliveryRow.state.in_(NOT_BEGUN))
    return session.scalars(query.order_by(DeliveryRow.released_at, DeliveryRow.message)).all()


def hand_on(session: Session, case_code: str, party: str, person: str) -> None:
    """Let what went to a victim party be for whoever it names now; "" for nobody."""
    gone = update(DeliveryRow).where(DeliveryRow.case_code == case_code, DeliveryRow.to_party == party)
    session.execute(gone.values(person=person))


def drop_waiting(session: Session, message: str, to_party: str) -> None:
    """Remove a task that nobody has pulled."""
    waiting = (DeliveryRow.message == message, DeliveryRow.to_party == to_party, DeliveryRow.state == WAITING)
    session.execute(delete(DeliveryRow).where(*waiting))


def under_way(session: Session, desk: str) -> Sequence[tuple[MessageRow, str | None]]:
    """Return what was released to a desk and is not over there, with the mediator of its case."""
    query = (
        select(MessageRow, CaseRow.mediator)
        .join(DeliveryRow, DeliveryRow.message == MessageRow.id)
        .join(CaseRow, CaseRow.code == DeliveryRow.case_code)
        .where(DeliveryRow.desk == desk, DeliveryRow.state.in_(AT_A_COUNTER), DeliveryRow.about == RELEASE)
    )
    return [(message, mediator) for message, mediator in session.execute(query)]


def find_number(session: Session, number: int, person: str) -> DeliveryRow | None:
    """Return the task of this number, if this liaison pulled it."""
    return session.scalar(select(DeliveryRow).where(DeliveryRow.number == number, DeliveryRow.pulled_by == person))


def number_taken(session: Session, number: int) -> bool:
    """Tell whether a task has this number."""
    return session.scalar(select(DeliveryRow.message).where(DeliveryRow.number == number)) is not None


def taken(session: Session, person: str, desks: Collection[str]) -> DeliveryRow | None:
    """Return the task this liaison drew at one of these desks and has not signed `pulled` for."""
    hers = (DeliveryRow.pulled_by == person, DeliveryRow.state == TAKEN, DeliveryRow.desk.in_(desks))
    query = select(DeliveryRow).where(*hers)
    return session.scalar(query.order_by(DeliveryRow.released_at).limit(1))


def task(session: Session, number: int, person: str) -> tuple[DeliveryRow, MessageRow, CaseRow] | None:
    """Return a task this liaison pulled, with its message and case."""
    query = (
        select(DeliveryRow, MessageRow, CaseRow)
        .join(MessageRow, MessageRow.id == DeliveryRow.message)
        .join(CaseRow, CaseRow.code == DeliveryRow.case_code)
        .where(DeliveryRow.number == number, DeliveryRow.pulled_by == person)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1], row[2])


def pulled_from_case(session: Session, case_code: str, person: str) -> bool:
    """Tell whether this liaison has signed `pulled` for a task of a case."""
    return session.scalar(_pulled(case_code, person).limit(1)) is not None


def pulled_in_thread(session: Session, case_code: str, thread: str, person: str) -> bool:
    """Tell whether this liaison has signed `pulled` for a task of one thread of a case."""
    return session.scalar(_pulled(case_code, person).where(DeliveryRow.thread == thread).limit(1)) is not None


def _pulled(case_code: str, person: str) -> Select[str]:
    return select(DeliveryRow.message).where(
        DeliveryRow.case_code == case_code, DeliveryRow.pulled_by == person, DeliveryRow.state.in_(HAS_BEEN_HERS)
    )
