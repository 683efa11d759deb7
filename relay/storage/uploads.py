"""Rows of sealed bodies that wait for their message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, union_all

from relay.storage.models_messages import MessageRow, UploadRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


def find(session: Session, message: str, person: str) -> UploadRow | None:
    """Return this person's own waiting body for a message."""
    return session.get(UploadRow, (message, person))


def waiting(session: Session, person: str) -> Sequence[UploadRow]:
    """Return a person's waiting bodies, the oldest first."""
    query = select(UploadRow).where(UploadRow.person == person)
    return session.scalars(query.order_by(UploadRow.arrived_at, UploadRow.message)).all()


def forget(session: Session, messages: Collection[str], person: str = "") -> Sequence[str]:
    """Delete the waiting bodies for these messages, one person's or everybody's; return their files."""
    query = delete(UploadRow).where(UploadRow.message.in_(messages))
    query = query.where(UploadRow.person == person) if person else query
    return session.scalars(query.returning(UploadRow.file)).all()


def forget_older(session: Session, than: datetime) -> Sequence[str]:
    """Delete the bodies that have waited longer for their message; return their files."""
    return session.scalars(delete(UploadRow).where(UploadRow.arrived_at < than).returning(UploadRow.file)).all()


def files_in_use(session: Session) -> frozenset[str]:
    """Return the file of every message and every waiting body."""
    return frozenset(session.scalars(union_all(select(MessageRow.body_file), select(UploadRow.file))))
