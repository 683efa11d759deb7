"""What SQLite needs to be durable (R10), to have one writer at a time, and to keep nothing that was deleted."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry  # noqa: TC002 - SQLAlchemy reads the listeners' annotations

from relay.storage.write_turn import WriteTurn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

BUSY_MILLISECONDS = 10_000
PATIENCE_MILLISECONDS = 1_000
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # a commit returns after fsync: R10
    "foreign_keys=ON",
    f"busy_timeout={BUSY_MILLISECONDS}",
    "secure_delete=ON",  # what is deleted is overwritten; in the log it stays until `forget_deleted`
)
_WRITER = "relay_writer"


class Sqlite:
    """One file: every writer has it for itself, from its first statement on (BEGIN IMMEDIATE)."""

    def __init__(self, engine: Engine) -> None:
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        self.reader = engine
        self.writer = engine.execution_options(**{_WRITER: True})
        self._turn = WriteTurn(Path(f"{engine.url.database}-turn"))

    def turn(self) -> AbstractContextManager[None]:
        """Wait until nobody else writes."""
        return self._turn.taken()

    def begin(self, connection: Connection, *, alone: bool) -> None:
        """Do nothing more: every writer is alone."""

    def require_durable(self, connection: Connection) -> None:
        """Do nothing more: each connection says how durable it is."""

    def forget_deleted(self) -> bool:
        """Carry the log's pages into the file, where deleted ones are zeros, and empty the log; tell whether it is.

        Waits for readers a second at most; writers wait meanwhile.
        """
        with self._turn.taken(), self.reader.connect() as connection:
            cursor = connection.connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout={PATIENCE_MILLISECONDS}")
            busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        return not busy

    @contextmanager
    def rebuilding(self, connection: Connection) -> Iterator[None]:
        """Let references go while tables are rebuilt, and check them before the commit. Raises RuntimeError."""
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys=OFF")  # no transaction has begun
        with connection.begin():
            yield
            if cursor.execute("PRAGMA foreign_key_check").fetchone():
                raise RuntimeError("the migration leaves rows that refer to nothing")
        connection.invalidate()  # the next one refers again


def _prepare(connection: Any, record: ConnectionPoolEntry) -> None:  # noqa: ANN401 - the driver's own type
    del record
    connection.isolation_level = None  # the begin listener opens transactions, not the driver
    try:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.DatabaseError as error:  # SQLAlchemy converts no error of a listener
        raise OperationalError("PRAGMA", None, error) from error


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITER, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.connection.execute("BEGIN")  # waits for nobody: no need of SQLAlchemy's errors, every page does it
