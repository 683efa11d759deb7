"""The engine, its sessions and what SQLite needs to be durable (R10); the only place that knows which one it is."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry  # noqa: TC002 - SQLAlchemy reads the listeners' annotations

from relay.storage.write_turn import WriteTurn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BUSY_MILLISECONDS = 10_000
WRITER = "relay_writer"
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # a commit returns after fsync: R10
    "foreign_keys=ON",
    f"busy_timeout={BUSY_MILLISECONDS}",
    "secure_delete=ON",  # a vault key that was forgotten is overwritten
)


class ReadingSession(Session):
    """A session that refuses to write: what was read for an answer must not change anything.

    It holds one connection with one snapshot: `connection()` skips a Session's bookkeeping, which costs as much
    as a short query, and the ORM's own statements join it.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, autoflush=False)
        self._engine = engine
        self._held: Connection | None = None

    def connection(self, *_: Any, **__: Any) -> Connection:  # noqa: ANN401 - nothing of Session's is used
        """Return the one connection, its transaction begun."""
        if self._held is None:
            self._held = self._engine.connect()
            self._held.begin()
        return self._held

    def get_bind(self, *_: Any, **__: Any) -> Connection:  # noqa: ANN401 - as above
        """Return the one connection to the ORM."""
        return self.connection()

    def close(self) -> None:
        """Give the connection back; its snapshot ends."""
        super().close()
        if self._held is not None:
            self._held.close()
            self._held = None

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Raise RuntimeError where something was changed; else do nothing."""
        del objects
        if self.new or self.dirty or self.deleted:
            raise RuntimeError("a reading session was asked to write")


class Database:
    """One engine and the two kinds of session on it."""

    def __init__(self, url: str, *, pool_size: int = 8) -> None:
        self.engine: Engine = create_engine(url, pool_size=pool_size, max_overflow=pool_size, hide_parameters=True)
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        file = self.engine.url.database if self.engine.dialect.name == "sqlite" else None
        self._turn = WriteTurn(Path(f"{file}-turn")) if file else None
        self._writer = self.engine.execution_options(**{WRITER: True})

    def reader(self) -> ReadingSession:
        """Open a session that sees one snapshot and writes nothing."""
        return ReadingSession(self.engine)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session that holds the write lock; commit on return, roll back on raise."""
        with self._turn.taken() if self._turn else nullcontext(), self.writer() as session, session.begin():
            yield session

    def writer(self) -> Session:
        """Open a session that, on SQLite, holds the write lock from its first statement (BEGIN IMMEDIATE)."""
        return Session(self._writer)


def _prepare_sqlite(connection: Any, record: ConnectionPoolEntry) -> None:  # noqa: ANN401 - the driver's own type
    del record
    connection.isolation_level = None  # the begin listener opens transactions, not the driver
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writer = connection.get_execution_options().get(WRITER, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")
