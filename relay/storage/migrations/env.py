"""Alembic's entry: migrates the database whose address the caller gives (relay.operate.migrate)."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from relay.storage.database import Database
from relay.storage.models import Base
from relay.storage.types import UtcDateTime


def plainly(kind: str, item: Any, _autogenerate: Any) -> str | Literal[False]:  # noqa: ANN401 - Alembic's own types
    """Write our time column as the plain type it stores, so that old migrations do not lean on today's code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


database = Database(context.config.attributes["url"])
with database.migrating() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, render_item=plainly)
    context.run_migrations()
database.engine.dispose()
