"""The one place that commits: services raise to roll back and return to commit."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import g
from sqlalchemy.exc import IntegrityError, OperationalError

from relay.errors import Conflict, Unavailable
from relay.web.reception import reception

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from sqlalchemy.orm import Session

    from relay.storage.database import ReadingSession


@contextmanager
def changing() -> Iterator[Session]:
    """Give a session that holds the write lock; commit on return, roll back on raise (R5, R10).

    Raises Conflict where somebody else's write won a unique constraint, Unavailable where the
    database cannot be reached or stays locked.
    """
    _end_reading()  # its snapshot is older than what is about to be written
    try:
        with reception().database.writing() as session:
            yield session
    except IntegrityError as error:
        raise Conflict("unique constraint") from error
    except OperationalError as error:
        raise Unavailable("database") from error


def reading() -> ReadingSession:
    """Return this request's reading session: one snapshot, closed when the request ends."""
    if "reading" not in g:
        g.reading = reception().database.reader()
    session: ReadingSession = g.reading
    return session


def _end_reading(error: BaseException | None = None) -> None:
    del error
    session: ReadingSession | None = g.pop("reading", None)
    if session is not None:
        session.close()


def register(app: Flask) -> None:
    """End the reading session with the request."""
    app.teardown_appcontext(_end_reading)
