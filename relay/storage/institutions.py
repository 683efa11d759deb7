"""Rows of institutions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from relay.storage.models_cases import InstitutionRow
from relay.storage.models_trust import DeskRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


def find(session: Session, code: str) -> InstitutionRow | None:
    """Return an institution by its code."""
    return session.get(InstitutionRow, code)


def with_desks(session: Session) -> Sequence[tuple[InstitutionRow, DeskRow | None]]:
    """Return every institution, by code, with its desk where that was ever assigned."""
    query = (
        select(InstitutionRow, DeskRow)
        .join(DeskRow, DeskRow.name == "institution/" + InstitutionRow.code, isouter=True)
        .order_by(InstitutionRow.code)
    )
    return [(institution, desk) for institution, desk in session.execute(query)]
