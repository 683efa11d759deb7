"""What a liaison's pages show: the tasks she pulled; what waits at the desk is found by pulling only (R8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.deliveries import HIGHEST_NUMBER
from relay.domain.paging import Cursor, cut, read_cursor
from relay.errors import NotFound
from relay.storage import task_pages as pages

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from relay.domain.person import Person


@dataclass(frozen=True)
class TaskLine:
    """One task; state: taken, pulled, printed, delivered, not-accepted or failed."""

    task: int
    message: str
    case: str
    thread: str
    kind: str
    state: str
    at: datetime
    langs: tuple[str, ...]


@dataclass(frozen=True)
class Tasks:
    """A page of tasks; next: the cursor of earlier ones, "" on the last page."""

    tasks: tuple[TaskLine, ...]
    next: str


def home(session: Session, person: Person, *, before: str = "", size: int) -> Tasks:
    """Return a page of the tasks she pulled, newest first. Raises Malformed."""
    rows = pages.tasks(session, person.person, before=read_cursor(before), size=size)
    shown, following = cut(rows, size, lambda row: Cursor(row.at, row.message))
    return Tasks(tuple(map(_line, shown)), following)


def task(session: Session, person: Person, number: int) -> TaskLine:
    """Return one task she pulled, a finished one too. Raises NotFound."""
    row = pages.task(session, person.person, number) if number <= HIGHEST_NUMBER else None
    if row is None:
        raise NotFound("task")
    return _line(row)


def _line(row: pages.Task) -> TaskLine:
    return TaskLine(
        row.task, row.message, row.case, row.thread, row.kind, row.state, row.at, tuple(row.langs.split(","))
    )
