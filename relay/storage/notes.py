"""Rows that note what happened to an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from relay.storage.models_accounts import AccountNoteRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


def knows_device(session: Session, person: str, device: str) -> bool:
    """Tell whether anything was noted of this person from this kind of browser."""
    query = select(AccountNoteRow.id).where(AccountNoteRow.person == person, AccountNoteRow.device == device).limit(1)
    return session.scalar(query) is not None


def of_person(session: Session, person: str, *, size: int) -> Sequence[AccountNoteRow]:
    """Return the newest notes of a person, at most size."""
    query = select(AccountNoteRow).where(AccountNoteRow.person == person)
    return session.scalars(query.order_by(AccountNoteRow.at.desc(), AccountNoteRow.id).limit(size)).all()
