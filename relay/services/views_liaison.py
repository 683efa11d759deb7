"""What a liaison's pages show: the tasks she pulled; what waits at the desk is found by pulling only (R8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain import deliveries, states
from relay.domain.deliveries import HIGHEST_NUMBER
from relay.domain.paging import Cursor, cut, read_cursor
from relay.errors import NotFound
from relay.services.counter import find_counter
from relay.storage import task_pages as pages

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from relay.domain.person import Person

REPLIES_SHOWN = 20


@dataclass(frozen=True)
class TaskLine:
    """One task; state: taken, pulled, printed, delivered, not-accepted, failed, recalling, recalled or gone.

    about: release, guidance or proposal; asks: a proposal whose answer is not recorded yet.
    """

    task: int
    message: str
    case: str
    thread: str
    kind: str
    state: str
    at: datetime
    langs: tuple[str, ...]
    about: str = deliveries.RELEASE
    asks: bool = False


@dataclass(frozen=True)
class Tasks:
    """A page of tasks; recalls: all that are to be got back; next: the cursor of earlier ones, "" on the last page."""

    tasks: tuple[TaskLine, ...]
    recalls: tuple[TaskLine, ...]
    next: str


def home(session: Session, person: Person, *, before: str = "", size: int) -> Tasks:
    """Return a page of the tasks she pulled at desks she holds now, newest first (R7). Raises Malformed."""
    desks = find_counter(session, person).desks
    rows = pages.tasks(session, person.person, desks, before=read_cursor(before), size=size)
    shown, following = cut(rows, size, lambda row: Cursor(row.at, row.message))
    recalls = pages.recalling(session, person.person, desks)
    return Tasks(tuple(map(_line, shown)), tuple(map(_line, recalls)), following)


def task(session: Session, person: Person, number: int) -> TaskLine:
    """Return one task she pulled at a desk she holds now, a finished one too. Raises NotFound."""
    return _task(session, person, find_counter(session, person).desks, number)


def task_with_replies(session: Session, person: Person, number: int) -> tuple[TaskLine, Sequence[pages.Reply]]:
    """Return a task and what its person sent in its thread, the newest first: what may be withdrawn for them.

    Raises NotFound as task does.
    """
    desks = find_counter(session, person).desks
    line = _task(session, person, desks, number)
    return line, pages.replies(session, line.case, line.thread, desks, size=REPLIES_SHOWN)


def _task(session: Session, person: Person, desks: Collection[str], number: int) -> TaskLine:
    row = pages.task(session, person.person, desks, number) if number <= HIGHEST_NUMBER else None
    if row is None:
        raise NotFound("task")
    return _line(row)


def _line(row: pages.Task) -> TaskLine:
    return TaskLine(
        row.task,
        row.message,
        row.case,
        row.thread,
        row.kind,
        row.state,
        row.at,
        tuple(row.langs.split(",")),
        about=row.about,
        asks=row.about == deliveries.PROPOSAL and row.asks == states.PROPOSED,
    )
