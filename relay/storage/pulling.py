"""Which task comes next at a counter: what waits, and what somebody left behind who works there no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, select, update

from relay.domain.case import OFFENDER
from relay.domain.deliveries import PRINTED, PULLED, RECALLING, TAKEN, WAITING
from relay.storage.models_accounts import PersonRow
from relay.storage.models_cases import PartyRow
from relay.storage.models_messages import DeliveryRow, GrantRow

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Counter:
    """What one liaison may pull from: her desks, the keys of theirs she holds, the cards of all who work there."""

    desks: Collection[str]
    keys: Collection[str]
    colleagues: Collection[str]


def oldest(session: Session, counter: Counter) -> DeliveryRow | None:
    """Return, locked, the delivery that waits, or was left behind, for the longest time and that her keys open."""
    granted = exists().where(GrantRow.message == DeliveryRow.message, GrantRow.key_id.in_(counter.keys))
    left = DeliveryRow.state.in_((TAKEN, PULLED, PRINTED)) & _left_behind(counter)
    query = (
        select(DeliveryRow)
        .where(DeliveryRow.desk.in_(counter.desks), (DeliveryRow.state == WAITING) | left, granted, _is_there())
        .order_by(DeliveryRow.released_at, DeliveryRow.message)
        .limit(1)
    )
    return session.scalar(query.with_for_update(skip_locked=True))


def _is_there() -> ColumnElement[bool]:
    """Ask whether the offender is still reached at a task's desk: else nobody there may sign for it."""
    return exists().where(
        PartyRow.case_code == DeliveryRow.case_code, PartyRow.party == OFFENDER, PartyRow.desk == DeliveryRow.desk
    )


def take_over_recalls(session: Session, counter: Counter, person: str) -> None:
    """Let a liaison see to the recalls that somebody left behind."""
    recalls = (DeliveryRow.desk.in_(counter.desks), DeliveryRow.state == RECALLING, _left_behind(counter))
    session.execute(update(DeliveryRow).where(*recalls).values(pulled_by=person))


def _left_behind(counter: Counter) -> ColumnElement[bool]:
    present = select(PersonRow.person).where(PersonRow.card_digest.in_(counter.colleagues))
    return DeliveryRow.pulled_by.is_not(None) & DeliveryRow.pulled_by.not_in(present)
