"""Keyset paging, newest first: a page costs the same wherever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import InstrumentedAttribute

    from relay.domain.paging import Cursor


def newest_first(
    query: Select[*tuple[Any, ...]],
    at: InstrumentedAttribute[Any],
    last: InstrumentedAttribute[str],
    before: Cursor | None,
    size: int,
) -> Select[*tuple[Any, ...]]:
    """Order by a time and an id, newest first, and take one row more than a page holds.

    at, last: an indexed pair of columns; before: the last item of the page before.
    """
    if before is not None:
        query = query.where(_earlier(at, last, before))
    return query.order_by(at.desc(), last.desc()).limit(size + 1)


def _earlier(at: InstrumentedAttribute[Any], last: InstrumentedAttribute[str], before: Cursor) -> ColumnElement[bool]:
    return and_(at <= before.at, or_(at < before.at, last < before.id))
