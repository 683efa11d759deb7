from __future__ import annotations

import pytest
from sqlalchemy import text

from relay import operate
from relay.errors import Refused
from relay.settings import Settings
from relay.storage.database import Database
from tests.support.databases import cluster

PASSWORD = "hunter2"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("mysql://relay:hunter2@localhost/relay", "neither SQLite nor PostgreSQL"),
        ("not an address", "no address"),
        ("postgresql://relay:hunter2@localhost:one/relay", "no address"),
        ("postgresql://relay:hunter2@/relay?host=/nowhere", "cannot be reached"),
        ("postgresql://relay:hunter2@127.0.0.1:1/relay", "cannot be reached"),
    ],
)
def test_the_start_says_what_is_wrong_with_the_address_and_not_its_password(tmp_path, address, why):
    with pytest.raises(Refused, match=why) as caught:
        operate.migrate(Settings(var=tmp_path, demo=False, database_url=address))
    assert PASSWORD not in str(caught.value)


def test_a_server_that_does_not_sync_is_refused(tmp_path):
    with cluster().database() as address:
        cluster().tell("ALTER SYSTEM SET fsync = off")
        cluster().tell("SELECT pg_reload_conf()")
        try:
            with pytest.raises(Refused, match="fsync off"):
                operate.migrate(Settings(var=tmp_path, demo=False, database_url=address))
        finally:
            cluster().tell("ALTER SYSTEM RESET fsync")
            cluster().tell("SELECT pg_reload_conf()")


def test_every_connection_waits_for_the_sync_whatever_the_server_says(tmp_path):
    with cluster().database() as address:
        cluster().tell("ALTER SYSTEM SET synchronous_commit = off")
        cluster().tell("SELECT pg_reload_conf()")
        try:
            operate.migrate(Settings(var=tmp_path, demo=False, database_url=address))
            database = Database(address)
            with database.writing() as session:
                assert session.scalar(text("SHOW synchronous_commit")) == "on"
                assert session.scalar(text("SHOW transaction_isolation")) == "serializable"
            database.engine.dispose()
        finally:
            cluster().tell("ALTER SYSTEM RESET synchronous_commit")
            cluster().tell("SELECT pg_reload_conf()")
