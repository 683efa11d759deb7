from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

from relay import operate
from relay.settings import Settings
from relay.storage import victim_pages
from relay.storage.database import Database
from relay.storage.models import Base
from relay.storage.models_messages import DeliveryRow
from tests.storage import first_version


@pytest.fixture
def settings(tmp_path, either_database):
    return Settings(var=tmp_path, demo=False, database_url=either_database)


def require_no_difference(settings):
    database = Database(settings.database)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    database.engine.dispose()


def test_from_empty_nothing_differs(settings):
    operate.migrate(settings)
    operate.migrate(settings)

    require_no_difference(settings)


def test_the_database_of_the_first_version_keeps_every_row_of_every_table(settings):
    before = first_version.make(settings)
    then = first_version.tables_of(settings)

    operate.migrate(settings)

    assert first_version.rows(settings, then) == before
    require_no_difference(settings)


def test_what_the_first_version_left_reads_as_today(settings):
    before = first_version.make(settings)

    operate.migrate(settings)

    database = Database(settings.database)
    with database.reader() as reader:
        for mapper in Base.registry.mappers:
            found = reader.scalars(select(mapper.class_)).all()
            assert len(found) == len(before.get(mapper.local_table.name, ())), mapper.local_table.name
    database.engine.dispose()


def test_what_was_passed_on_to_a_victim_is_still_in_her_list(settings):
    first_version.make(settings)

    operate.migrate(settings)

    database = Database(settings.database)
    with database.reader() as reader:
        hers = victim_pages.timeline(reader, first_version.id_of("Anna"), before=None, size=10)
        theirs = reader.scalars(select(DeliveryRow.person).where(DeliveryRow.to_party == "offender")).all()
    assert [(line.message, line.state) for line in hers if line.way == "here"] == [
        (first_version.id_of("letter 2"), "offered")
    ]
    assert theirs == [""]
    database.engine.dispose()


def test_a_migration_that_breaks_a_reference_is_undone(settings):
    first_version.make(settings)
    database = Database(settings.database)

    with pytest.raises(Exception, match="refer"), database.migrating() as connection:
        connection.exec_driver_sql("DELETE FROM cards")

    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM cards").scalar() == len(first_version.PEOPLE)
    database.engine.dispose()
