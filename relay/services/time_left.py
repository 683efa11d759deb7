"""Tell how long a session lasts when nobody uses it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from relay.storage import sessions

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.domain.person import Person


def time_left(session: Session, person: Person, *, idle_minutes: int, clock: Clock) -> timedelta:
    """Return how long until the present session ends unused; idle_minutes: how long one may be. Never below zero."""
    active = sessions.active_at(session, person.session)
    idle = clock.now() - active if active else timedelta()
    return max(timedelta(), timedelta(minutes=idle_minutes) - idle)
