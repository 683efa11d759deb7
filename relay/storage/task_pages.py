"""What a liaison's pages read: the tasks she pulled, one number each, nothing that waits (R8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Select, select

from relay.storage.models_cases import CaseRow
from relay.storage.models_messages import DeliveryRow, MessageRow
from relay.storage.paging import newest_first, page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

    from sqlalchemy.orm import Session

    from relay.domain.paging import Cursor


@dataclass(frozen=True)
class Task:
    """One task she pulled; langs: the case's tags joined by commas."""

    task: int
    message: str
    case: str
    thread: str
    kind: str
    state: str
    at: datetime
    langs: str


def tasks(session: Session, person: str, *, before: Cursor | None, size: int) -> Sequence[Task]:
    """Return the tasks this liaison pulled, the newest first, one row more than a page holds."""
    query = newest_first(_tasks(person), DeliveryRow.released_at, DeliveryRow.message, first=before is None)
    return [Task(*row) for row in session.execute(query, page(before, size))]


def task(session: Session, person: str, number: int) -> Task | None:
    """Return one task by its number, if this liaison pulled it."""
    row = session.execute(_tasks(person).where(DeliveryRow.number == number)).one_or_none()
    return None if row is None else Task(*row)


def _tasks(person: str) -> Select[*tuple[Any, ...]]:
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
        )
        .join(MessageRow, MessageRow.id == DeliveryRow.message)
        .join(CaseRow, CaseRow.code == DeliveryRow.case_code)
        .where(DeliveryRow.pulled_by == person)
    )
