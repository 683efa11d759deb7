"""Rows of sealed bodies that wait for their message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, union_all

from relay.storage.models_messages import MessageRow, UploadRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


def find(session: Session, message: str, person: str) -> UploadRow | None:
    """Return this person's own waiting body for a message."""
    return session.get(UploadRow, (message, person))


def waiting(session: Session, person: str) -> Sequence[UploadRow]:
    """Return a person's waiting bodies, the oldest first."""
    query = select(UploadRow).where(UploadRow.person == person)
    return session.scalars(query.order_by(UploadRow.arrived_at, UploadRow.message)).all()


def files_in_use(session: Session) -> frozenset[str]:
    """Return the file of every message and every waiting body."""
    return frozenset(session.scalars(union_all(select(MessageRow.body_file), select(UploadRow.file))))
