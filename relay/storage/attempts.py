"""Rows that count wrong sign-ins across nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from relay.storage.models_accounts import AttemptsRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.orm import Session


def find(session: Session, keys: Iterable[bytes]) -> dict[bytes, AttemptsRow]:
    """Return the rows of these keys."""
    rows = session.scalars(select(AttemptsRow).where(AttemptsRow.key.in_(list(keys))))
    return {row.key: row for row in rows}


def keep(session: Session, key: bytes, count: int, until: datetime) -> None:
    """Write one key's count and the end of its wait."""
    session.merge(AttemptsRow(key=key, count=count, until=until))


def forget(session: Session, key: bytes) -> None:
    """Start a key's count anew."""
    session.execute(delete(AttemptsRow).where(AttemptsRow.key == key))


def forget_older(session: Session, before: datetime) -> None:
    """Delete the counts whose waits ended before a moment."""
    session.execute(delete(AttemptsRow).where(AttemptsRow.until < before))
