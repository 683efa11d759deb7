"""Show somebody's clients what they have seen, sealed to that person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.storage import drafts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.storage.models_accounts import SeenRow


def read_seen(session: Session, person: Person) -> SeenRow | None:
    """Return what a person's own clients have seen (protocol.md §3), None before the first save."""
    return drafts.seen(session, person.person)
