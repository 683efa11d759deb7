"""Which database a test's programme lies on: SQLite in its var, or with RELAY_TEST_DATABASE=postgresql a new one."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.support.postgresql import Cluster

if TYPE_CHECKING:
    from collections.abc import Iterator

ON_POSTGRESQL = os.environ.get("RELAY_TEST_DATABASE", "sqlite") == "postgresql"
SQLITE = ""  # what `database_url` says for SQLite in var


@contextmanager
def fresh_database() -> Iterator[str]:
    """Give the `database_url` of a new, empty database for as long as the block lasts."""
    if not ON_POSTGRESQL:
        yield SQLITE
        return
    with cluster().database() as address:
        yield address


@cache
def cluster() -> Cluster:
    """Return this process's PostgreSQL cluster; made by the first test that needs it."""
    made = Cluster()
    made.start()
    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def either_database(request: pytest.FixtureRequest) -> Iterator[str]:
    """Run a test on both: the `database_url` of a new, empty database."""
    if request.param == "sqlite":
        yield SQLITE
        return
    with cluster().database() as address:
        yield address


def pytest_sessionfinish() -> None:
    """Remove the cluster with the last test of this process."""
    if cluster.cache_info().currsize:
        cluster().remove()
