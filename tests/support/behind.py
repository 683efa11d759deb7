"""The operator's own way into a server's database, behind the server's back: on SQLite and PostgreSQL alike."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.support.server import Server

WITHOUT_REFERENCES = {"sqlite": "PRAGMA foreign_keys=OFF", "postgresql": "SET session_replication_role = replica"}


class Behind:
    """One connection; every statement stands at once. Values stand for `?`."""

    def __init__(self, address: str) -> None:
        self._kind = address.partition(":")[0]
        self._connection: sqlite3.Connection | psycopg.Connection[Any]
        if self._kind == "sqlite":
            file = address.removeprefix("sqlite:///")
            self._connection = sqlite3.connect(file, isolation_level=None, timeout=10)
        else:
            self._connection = psycopg.connect(address, autocommit=True)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """Run one statement and return its cursor."""
        written = statement if self._kind == "sqlite" else statement.replace("?", "%s")
        return self._connection.execute(written, tuple(values))

    def without_references(self) -> None:
        """Let rows refer to nothing, as an operator can."""
        self.execute(WITHOUT_REFERENCES[self._kind])

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Let several statements stand together."""
        self.execute("BEGIN IMMEDIATE" if self._kind == "sqlite" else "BEGIN")
        yield
        self.execute("COMMIT")

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the names of a table's columns."""
        return tuple(column[0] for column in self.execute(f"SELECT * FROM {table} LIMIT 0").description)  # noqa: S608 - a test's own words

    def require_sound(self) -> None:
        """Let SQLite look at every page and reference; PostgreSQL did when it came up again."""
        if self._kind == "sqlite":
            assert self.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert self.execute("PRAGMA foreign_key_check").fetchall() == []


@contextmanager
def behind(server: Server) -> Iterator[Behind]:
    """Open a server's database for as long as the block lasts."""
    opened = Behind(server.database)
    try:
        yield opened
    finally:
        opened._connection.close()
