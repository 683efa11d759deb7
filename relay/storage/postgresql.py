"""What PostgreSQL needs to decide as SQLite does: writers as if one after another, readers with one snapshot."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from relay.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection, Engine

DRIVER = "postgresql+psycopg"
CONNECT_SECONDS = 5
LOCK_MILLISECONDS = 10_000
# one database may serve other programs with other settings: ours are said by each connection
SESSION = f"-c synchronous_commit=on -c lock_timeout={LOCK_MILLISECONDS} -c timezone=UTC -c client_min_messages=error"
CONNECT = {"connect_timeout": CONNECT_SECONDS, "options": SESSION, "application_name": "relay"}
DURABLE = ("fsync", "full_page_writes")  # the operator's own; without them a commit may be lost (R10)

# `root` has one row and nobody writes it, so that a lock on it stands for nothing but the turn. A LOCK that comes first
# waits before the transaction's snapshot is taken; any SELECT would wait with one that is already old.
_WITH_OTHERS = "LOCK TABLE root IN ROW SHARE MODE"
_ALONE = "LOCK TABLE root IN EXCLUSIVE MODE"

SERIALIZATION_FAILURE, DEADLOCK, UNIQUE_VIOLATION = "40001", "40P01", "23505"
LOST = frozenset({SERIALIZATION_FAILURE, DEADLOCK, UNIQUE_VIOLATION})


class PostgreSql:
    """A server: writers run at the same time, and one that cannot be put in a row with the others is undone."""

    def __init__(self, engine: Engine) -> None:
        self.reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self.writer = engine.execution_options(isolation_level="SERIALIZABLE")

    def turn(self) -> AbstractContextManager[None]:
        """Wait for nobody: the database puts writers in a row."""
        return nullcontext()

    def begin(self, connection: Connection, *, alone: bool) -> None:
        """Write beside others; or wait until nobody writes, and let nobody begin until this one has ended."""
        connection.exec_driver_sql(_ALONE if alone else _WITH_OTHERS)

    def require_durable(self, connection: Connection) -> None:
        """Refuse a server that may lose what it said it has (R10). Raises Refused."""
        for setting in DURABLE:
            if connection.exec_driver_sql(f"SHOW {setting}").scalar() != "on":
                raise Refused(f"PostgreSQL runs with {setting} off")

    def forget_deleted(self) -> bool:
        """Leave it to the server's own vacuum and log, as its operator set them (docs/operations.md).

        A plain VACUUM frees pages without overwriting them; a full one holds the table, and the log keeps it all.
        """
        return True

    @contextmanager
    def rebuilding(self, connection: Connection) -> Iterator[None]:
        """Change the schema in one transaction; tables are changed as they stand."""
        with connection.begin():
            yield
