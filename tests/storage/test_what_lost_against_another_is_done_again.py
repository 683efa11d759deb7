from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from relay import operate
from relay.settings import Settings
from relay.storage.database import Database, lost
from relay.storage.models_accounts import AttemptsRow
from tests.support.databases import cluster

ONE, OTHER = b"1" * 32, b"2" * 32
NOW = datetime(2026, 11, 22, tzinfo=UTC)
WRITERS, EACH = 6, 5


@pytest.fixture
def database(tmp_path):
    with cluster().database() as address:
        operate.migrate(Settings(var=tmp_path, demo=False, database_url=address))
        made = Database(address)
        with made.writing() as session:
            session.execute(insert(AttemptsRow), [{"key": key, "count": 0, "until": NOW} for key in (ONE, OTHER)])
        yield made
        made.engine.dispose()


def count(session, key):
    return session.scalar(select(AttemptsRow.count).where(AttemptsRow.key == key))


def note(session, key, number):
    session.execute(update(AttemptsRow).where(AttemptsRow.key == key).values(count=number))


def raised_by(work):
    """Do some work and return the database's error, or None."""
    try:
        work()
    except DBAPIError as error:
        return error
    return None


def test_what_was_read_before_somebody_wrote_it_is_not_built_upon(database):
    def build():
        with database.writing() as session:
            known = count(session, ONE)
            with database.writing() as other:
                note(other, ONE, 7)
            note(session, ONE, known + 1)

    assert lost(raised_by(build))


def test_two_who_each_read_what_the_other_writes_do_not_both_succeed(database):
    """The skew that locks on rows let through: revoking a person while that person signs in."""

    def cross():
        with database.writing() as session, database.writing() as other:
            note(session, ONE, count(session, OTHER) + 1)
            note(other, OTHER, count(other, ONE) + 1)

    assert lost(raised_by(cross))


def test_a_deadlock_is_one_that_lost_too(database):
    met = threading.Barrier(2)

    def cross(first, second):
        with database.writing() as session:
            note(session, first, 1)
            met.wait()
            note(session, second, 1)

    with ThreadPoolExecutor(2) as threads:
        errors = list(threads.map(lambda keys: raised_by(lambda: cross(*keys)), [(ONE, OTHER), (OTHER, ONE)]))
    assert [error is None or lost(error) for error in errors] == [True, True]
    assert errors.count(None) == 1


def test_a_key_that_somebody_else_took_meanwhile_is_one_that_lost_too(database):
    def take(session):
        session.execute(insert(AttemptsRow), {"key": b"3" * 32, "count": 1, "until": NOW})

    def both():
        with database.writing() as session:
            with database.writing() as other:
                take(other)
            take(session)

    assert lost(raised_by(both))


def test_done_again_alone_every_one_of_many_counts(database):
    def more(session):
        note(session, ONE, count(session, ONE) + 1)

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(lambda _: database.changed(more), range(WRITERS * EACH)))

    with database.reader() as reader:
        assert count(reader, ONE) == WRITERS * EACH


def test_what_is_wrong_by_itself_is_not_done_again(database):
    times = []

    def wrong(session):
        times.append(1)
        session.execute(insert(AttemptsRow), {"key": b"4" * 32, "count": None, "until": NOW})

    assert not lost(raised_by(lambda: database.changed(wrong)))
    assert len(times) == 1


def test_a_reader_sees_one_moment_and_can_write_nothing(database):
    with database.reader() as reader:
        before = count(reader, ONE)
        with database.writing() as other:
            note(other, ONE, 9)
        assert count(reader, ONE) == before
        with pytest.raises(DBAPIError, match="read-only"):
            reader.execute(delete(AttemptsRow))
