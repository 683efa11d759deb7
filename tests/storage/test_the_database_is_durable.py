from __future__ import annotations

import pytest
from sqlalchemy import text

from relay.storage.database import Database


@pytest.fixture
def database(tmp_path):
    made = Database(f"sqlite:///{tmp_path / 'x.db'}")
    yield made
    made.engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("busy_timeout", 10_000)],
)
def test_every_connection_syncs_and_checks(database, pragma, value):
    with database.reader() as reader, database.writing() as writer:
        assert reader.scalar(text(f"PRAGMA {pragma}")) == value
        assert writer.scalar(text(f"PRAGMA {pragma}")) == value


def test_a_writer_holds_the_lock_from_its_first_statement(database):
    with database.writing() as one, database.engine.connect() as other:
        one.execute(text("SELECT 1"))
        other.exec_driver_sql("PRAGMA busy_timeout=0")
        with pytest.raises(Exception, match="locked"):
            other.exec_driver_sql("CREATE TABLE x (a)")
