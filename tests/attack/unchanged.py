"""Whether anything at all changed in a database, row by row."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from relay.storage.base import Base

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.behind import Behind

# what a refused call may leave: that somebody was there, and how often somebody knocked in vain
OF_THE_CALLER = {"sessions": "active_at"}
COUNTED = ("attempts",)


@contextmanager
def unchanged(database: Behind) -> Iterator[None]:
    """Fail if any table differs after the block, by as little as one byte."""
    before = _content(database)
    yield
    after = _content(database)
    assert [name for name, rows in before.items() if rows != after[name]] == []


def _content(database: Behind) -> dict[str, list[tuple[object, ...]]]:
    names = [name for name in sorted(Base.metadata.tables) if name not in COUNTED]
    return {name: _rows(database, name) for name in names}


def _rows(database: Behind, table: str) -> list[tuple[object, ...]]:
    kept = [f'"{column}"' for column in database.columns(table) if column != OF_THE_CALLER.get(table)]
    found = database.execute(f'SELECT {", ".join(kept)} FROM "{table}"').fetchall()  # noqa: S608 - names of the models
    return sorted((tuple(row) for row in found), key=repr)
