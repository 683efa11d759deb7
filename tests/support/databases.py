"""Which database a test's programme lies on: SQLite in its var, or with RELAY_TEST_DATABASE=postgresql a new one."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from relay import operate
from relay.settings import Settings
from tests.support.postgresql import Cluster

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relay.storage.database import Database

ON_POSTGRESQL = os.environ.get("RELAY_TEST_DATABASE", "sqlite") == "postgresql"
SQLITE = ""  # what `database_url` says for SQLite in var


@contextmanager
def fresh_database(*, like: str = "") -> Iterator[str]:
    """Give the `database_url` of a new database for as long as the block lasts. like: the one that it is a copy of."""
    if not ON_POSTGRESQL:
        yield SQLITE
        return
    with cluster().database(template=cluster().name_of(like or _migrated())) as address:
        yield address


def lasting_database() -> str:
    """Return the `database_url` of a new, empty database that is there until this process ends."""
    return cluster().create() if ON_POSTGRESQL else SQLITE


def let_go(database: Database) -> None:
    """Close every connection; none is out, for a test's requests have ended."""
    assert database.engine.pool.checkedout() == 0
    database.engine.dispose()


@cache
def cluster() -> Cluster:
    """Return this process's PostgreSQL cluster; made by the first test that needs it."""
    made = Cluster()
    made.start()
    return made


@cache
def _migrated() -> str:
    """Make the tables once: copying a database is quicker than migrating one."""
    with tempfile.TemporaryDirectory() as var:
        settings = Settings(var=Path(var), demo=False, database_url=cluster().create())
        operate.migrate(settings)
    return settings.database_url


@pytest.fixture(params=["sqlite", "postgresql"])
def either_database(request: pytest.FixtureRequest) -> Iterator[str]:
    """Run a test on both: the `database_url` of a new, empty database."""
    if request.param == "sqlite":
        yield SQLITE
        return
    with cluster().database() as address:
        yield address


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, on PostgreSQL, what is about SQLite's own files."""
    left_out = [item for item in items if ON_POSTGRESQL and item.get_closest_marker("sqlite")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_sessionfinish() -> None:
    """Remove the cluster with the last test of this process."""
    if cluster.cache_info().currsize:
        cluster().remove()
