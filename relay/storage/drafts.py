"""Rows of sealed drafts and of what a person's clients have seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select
from sqlalchemy.orm import defer

from relay.storage.models_accounts import DraftRow, SeenRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


def of_person(session: Session, person: str) -> Sequence[DraftRow]:
    """Return a person's drafts and kept copies without their bytes, the newest first."""
    query = select(DraftRow).where(DraftRow.person == person).options(defer(DraftRow.sealed, raiseload=True))
    return session.scalars(query.order_by(DraftRow.saved_at.desc(), DraftRow.id)).all()


def find(session: Session, draft: str) -> DraftRow | None:
    """Return a draft, whosever it is."""
    return session.get(DraftRow, draft)


def lock(session: Session, draft: str) -> DraftRow | None:
    """Return a draft, whosever it is, and hold it."""
    return session.scalar(select(DraftRow).where(DraftRow.id == draft).with_for_update())


def count(session: Session, person: str) -> int:
    """Count a person's drafts and kept copies."""
    return session.scalar(select(func.count()).where(DraftRow.person == person)) or 0


def remove(session: Session, draft: str, person: str) -> bool:
    """Delete one of a person's own drafts; tell whether there was one."""
    query = delete(DraftRow).where(DraftRow.id == draft, DraftRow.person == person)
    return session.scalar(query.returning(DraftRow.id)) is not None


def seen(session: Session, person: str) -> SeenRow | None:
    """Return what a person's clients have seen."""
    return session.get(SeenRow, person)


def lock_seen(session: Session, person: str) -> SeenRow | None:
    """Return what a person's clients have seen, and hold it."""
    return session.scalar(select(SeenRow).where(SeenRow.person == person).with_for_update())
