"""Rows of deliveries: released messages on their way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from relay.domain.deliveries import SERVED, TAKEN, WAITING
from relay.storage.models_cases import CaseRow
from relay.storage.models_messages import DeliveryRow, MessageRow

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session


def find(session: Session, message: str) -> DeliveryRow | None:
    """Return the delivery of a released message."""
    return session.get(DeliveryRow, message)


def find_number(session: Session, number: int, person: str) -> DeliveryRow | None:
    """Return the task of this number, if this liaison pulled it."""
    return session.scalar(select(DeliveryRow).where(DeliveryRow.number == number, DeliveryRow.pulled_by == person))


def number_taken(session: Session, number: int) -> bool:
    """Tell whether a task has this number."""
    return session.scalar(select(DeliveryRow.message).where(DeliveryRow.number == number)) is not None


def taken(session: Session, person: str) -> DeliveryRow | None:
    """Return the task this liaison drew and has not signed `pulled` for."""
    query = select(DeliveryRow).where(DeliveryRow.pulled_by == person, DeliveryRow.state == TAKEN)
    return session.scalar(query.order_by(DeliveryRow.released_at).limit(1))


def oldest_waiting(session: Session, desks: Collection[str]) -> DeliveryRow | None:
    """Return, locked, the delivery that has waited longest at any of these desks."""
    query = (
        select(DeliveryRow)
        .where(DeliveryRow.desk.in_(desks), DeliveryRow.state == WAITING)
        .order_by(DeliveryRow.released_at, DeliveryRow.message)
        .limit(1)
    )
    return session.scalar(query.with_for_update(skip_locked=True))


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
    query = select(DeliveryRow.message).where(
        DeliveryRow.case_code == case_code, DeliveryRow.pulled_by == person, DeliveryRow.state.in_(SERVED)
    )
    return session.scalar(query.limit(1)) is not None
