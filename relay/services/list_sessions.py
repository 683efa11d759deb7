"""List where somebody is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.storage import sessions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.storage.models_accounts import SessionRow


def list_sessions(session: Session, person: Person) -> Sequence[SessionRow]:
    """Return a person's own sessions, the newest first."""
    return sessions.of_person(session, person.person)
