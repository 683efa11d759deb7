"""The one place that commits: services raise to roll back and return to commit."""

from __future__ import annotations

from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from flask import g
from sqlalchemy.exc import IntegrityError, OperationalError

from relay.errors import Conflict, RelayError, Unavailable
from relay.storage.database import lost
from relay.web.reception import reception

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from sqlalchemy.orm import Session

    from relay.storage.database import ReadingSession


T = TypeVar("T")


class Unsettled(Unavailable):
    """The database went out of reach at the very end: it may all stand, so nothing that its rows name is removed."""


class LostTurn(Unavailable):
    """Another transaction was in the way; nobody sees this, for the same request is answered again, alone."""


@contextmanager
def changing() -> Iterator[Session]:
    """Give a session whose writes stand as if nobody else wrote meanwhile (R5); commit on return, roll back on raise.

    Raises Conflict where somebody else's write won a unique constraint, Unavailable where the database cannot be
    reached or stays locked, Unsettled where that befell the commit itself, LostTurn where this view is to be run again
    (`run_again`).
    """
    _end_reading()  # its snapshot is older than what is about to be written
    alone, done = g.get("alone", False), False
    try:
        with reception().database.writing(alone=alone) as session:
            yield session
            done = True
    except (IntegrityError, OperationalError) as error:
        if lost(error) and not alone:
            raise LostTurn("database") from error
        raise _refusal(error, done=done) from error


def changed(work: Callable[[Session], T]) -> T:
    """Do work in a transaction, and again at once where another was in the way.

    For what no view can do again: a body that streamed past, and what happens before the view.
    Raises Conflict, Unavailable, Unsettled, and what work raises.
    """
    _end_reading()
    done = False

    def watched(session: Session) -> T:
        nonlocal done
        done = False
        result = work(session)
        done = True
        return result

    try:
        return reception().database.changed(watched)
    except (IntegrityError, OperationalError) as error:
        raise _refusal(error, done=done) from error


def run_again(app: Flask) -> None:
    """Let every view run again, alone, where another transaction was in the way; call it when all views are there.

    Views leave nothing outside the database before they change it, and their JSON can be read twice.
    """
    for endpoint, view in app.view_functions.items():
        app.view_functions[endpoint] = _twice(view)


def _twice(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def answered(**values: Any) -> Any:  # noqa: ANN401 - whatever a view takes and returns
        try:
            return view(**values)
        except LostTurn:
            g.alone = True
            return view(**values)

    return answered


def _refusal(error: IntegrityError | OperationalError, *, done: bool) -> RelayError:
    """Return what the asker is told; done: the work was, and only its commit failed."""
    if isinstance(error, IntegrityError):
        return Conflict("unique constraint")
    return Unsettled("database, at the commit") if done and not lost(error) else Unavailable("database")


def reading() -> ReadingSession:
    """Return this request's reading session: one snapshot, until the request changes something or ends."""
    if "reading" not in g:
        g.reading = reception().database.reader()
    session: ReadingSession = g.reading
    return session


def _end_reading(error: BaseException | None = None) -> None:
    """Give the connection back. Whoever holds the session may read on: it stays the request's, to be closed again."""
    del error
    session: ReadingSession | None = g.get("reading")
    if session is not None:
        session.close()


def register(app: Flask) -> None:
    """End the reading session with the request."""
    app.teardown_appcontext(_end_reading)
