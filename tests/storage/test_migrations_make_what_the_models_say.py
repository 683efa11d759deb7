from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from relay import operate
from relay.settings import Settings
from relay.storage.database import Database
from relay.storage.models import Base


@pytest.fixture
def database(tmp_path):
    settings = Settings(var=tmp_path, demo=False)
    operate.migrate(settings)
    operate.migrate(settings)
    made = Database(settings.database)
    yield made
    made.engine.dispose()


def test_from_empty_nothing_differs(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
