"""The engine and the kinds of session on it, alike on SQLite and PostgreSQL."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import Session

from relay.errors import Refused
from relay.storage import postgresql
from relay.storage.postgresql import PostgreSql
from relay.storage.sqlite import Sqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")
POOL_SECONDS = 10  # a request that finds no free connection is told that the site cannot be reached fully


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
    """One engine and the kinds of session on it.

    url: SQLAlchemy's, for SQLite or PostgreSQL. pool_size: as many connections are kept, and twice as many opened.
    Raises Refused for any other database.
    """

    def __init__(self, url: str, *, pool_size: int = 8) -> None:
        self.engine = _make_engine(url, pool_size)
        self._kind = Sqlite(self.engine) if self.engine.dialect.name == "sqlite" else PostgreSql(self.engine)

    def require_ready(self) -> None:
        """Refuse a database that does not answer, or that may lose what it said it has (R10). Raises Refused."""
        try:
            with self.engine.connect() as connection:
                self._kind.require_durable(connection)
        except OperationalError as error:
            raise Refused("the database of database_url cannot be reached") from error

    def reader(self) -> ReadingSession:
        """Open a session that sees one snapshot and writes nothing."""
        return ReadingSession(self._kind.reader)

    @contextmanager
    def writing(self, *, alone: bool = False) -> Iterator[Session]:
        """Give a session whose writes stand as if nobody else wrote meanwhile; commit on return, roll back on raise.

        alone: nobody else does write meanwhile; for one that `lost` against others before.
        """
        with self._kind.turn(), Session(self._kind.writer) as session, session.begin():
            self._kind.begin(session.connection(), alone=alone)
            yield session

    def changed(self, work: Callable[[Session], T]) -> T:
        """Do work in a transaction and return what it returns; once more, alone, where it lost against another.

        work: what it does outside the database must bear being done twice. Raises what it raises, and DBAPIError.
        """
        try:
            with self.writing() as session:
                return work(session)
        except DBAPIError as error:
            if not lost(error):
                raise
        with self.writing(alone=True) as session:
            return work(session)

    def forget_deleted(self) -> bool:
        """Let what was deleted vanish from the database's files too; False where readers were in the way just now."""
        return self._kind.forget_deleted()

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Give a connection on which the schema changes in one transaction; all or nothing.

        Raises RuntimeError where a row would refer to nothing.
        """
        with self._kind.writer.connect() as connection, self._kind.rebuilding(connection):
            yield connection


def lost(error: DBAPIError) -> bool:
    """Tell whether a transaction was undone because of another one, so that it may succeed when done again."""
    return getattr(error.orig, "sqlstate", None) in postgresql.LOST


def _make_engine(url: str, pool_size: int) -> Engine:
    pool = {"pool_size": pool_size, "max_overflow": pool_size, "pool_timeout": POOL_SECONDS, "hide_parameters": True}
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            return create_engine(address, **pool)
        if address.get_backend_name() == "postgresql":
            address = address.set(drivername=postgresql.DRIVER)
            return create_engine(address, pool_pre_ping=True, connect_args=postgresql.CONNECT, **pool)
    except (ArgumentError, ValueError) as error:
        raise Refused("database_url is no address of a database") from error
    raise Refused("database_url names neither SQLite nor PostgreSQL")
