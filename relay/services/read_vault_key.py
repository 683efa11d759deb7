"""Give a session the key that locks its vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.errors import NotSignedIn
from relay.storage import sessions

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.person import Person


def read_vault_key(session: Session, person: Person) -> bytes:
    """Return the present session's vault key, 32 bytes. Raises NotSignedIn where the session has just ended."""
    found = sessions.vault_key(session, person.session)
    if found is None:
        raise NotSignedIn("vault key")
    return found
