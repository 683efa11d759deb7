"""Keyset paging, newest first: a page costs the same wherever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, and_, bindparam, or_

if TYPE_CHECKING:
    from sqlalchemy import BindParameter, Select
    from sqlalchemy.orm import InstrumentedAttribute

    from relay.domain.paging import Cursor


def newest_first(
    query: Select[*tuple[Any, ...]], at: InstrumentedAttribute[Any], last: InstrumentedAttribute[str], *, first: bool
) -> Select[*tuple[Any, ...]]:
    """Order by a time and an id, newest first, and take one row more than a page holds.

    at, last: an indexed pair of columns; first: whether the statement is for a first page. It is built once and asked
    with the parameters of `page`.
    """
    if not first:
        before_at, before_id = bindparam("before_at", type_=at.type), bindparam("before_id", type_=last.type)
        query = query.where(and_(at <= before_at, or_(at < before_at, last < before_id)))
    return query.order_by(at.desc(), last.desc()).limit(rows())


def rows() -> BindParameter[int]:
    """Return the parameter that bounds a page."""
    return bindparam("rows", type_=Integer)


def page(before: Cursor | None, size: int) -> dict[str, Any]:
    """Return the parameters of one page. before: the last item of the page before, None for the first."""
    after = {} if before is None else {"before_at": before.at, "before_id": before.id}
    return {"rows": size + 1, **after}
