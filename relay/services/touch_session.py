"""Note that a session is in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.storage import sessions

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


def touch_session(session: Session, session_id: str, *, now: datetime) -> None:
    """Start the idle time anew, since this session is in use (design.md §9)."""
    sessions.touch(session, session_id, now)
