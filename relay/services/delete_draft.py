"""Delete a draft or a kept copy for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.errors import NotFound
from relay.storage import drafts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.person import Person


def delete_draft(session: Session, person: Person, draft: str) -> None:
    """Delete one of a person's own drafts. Raises NotFound: unknown and foreign are alike."""
    if not drafts.remove(session, draft, person.person):
        raise NotFound("draft")
