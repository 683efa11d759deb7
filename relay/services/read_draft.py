"""Show somebody their own drafts and kept copies, and nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.errors import NotFound
from relay.storage import drafts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.storage.models_accounts import DraftRow


def list_drafts(session: Session, person: Person) -> Sequence[DraftRow]:
    """Return a person's own drafts and kept copies, the newest first, without their sealed bytes."""
    return drafts.of_person(session, person.person)


def read_draft(session: Session, person: Person, draft: str) -> DraftRow:
    """Return one of a person's own drafts with its sealed bytes. Raises NotFound: unknown and foreign are alike."""
    row = drafts.find(session, draft)
    if row is None or row.person != person.person:
        raise NotFound("draft")
    return row
