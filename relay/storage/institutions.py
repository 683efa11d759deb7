"""Rows of institutions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from relay.storage.models_cases import InstitutionRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


def find(session: Session, code: str) -> InstitutionRow | None:
    """Return an institution by its code."""
    return session.get(InstitutionRow, code)


def every(session: Session) -> Sequence[InstitutionRow]:
    """Return every institution, by code."""
    return session.scalars(select(InstitutionRow).order_by(InstitutionRow.code)).all()
