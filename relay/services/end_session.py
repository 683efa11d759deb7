"""End sessions: one's own, by name, or all that are idle."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from relay.errors import NotFound
from relay.storage import sessions

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.domain.person import Person


def end_session(session: Session, session_id: str) -> None:
    """End the present session; its vault key is deleted with it."""
    sessions.end(session, session_id)


def end_own_session(session: Session, person: Person, session_id: str) -> None:
    """End one of a person's own sessions, on whatever device. Raises NotFound for anybody else's."""
    if not sessions.end(session, session_id, person=person.person):
        raise NotFound("session")


def end_other_sessions(session: Session, person: Person) -> None:
    """End all of a person's sessions but the one that asks."""
    sessions.end_others(session, person.person, keep=person.session)


def end_idle_sessions(session: Session, *, idle_minutes: int, clock: Clock) -> None:
    """Forget every session, and its vault key, that was not used for idle_minutes."""
    sessions.end_idle(session, clock.now() - timedelta(minutes=idle_minutes))
