"""What becomes of a draft when its message is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from relay.storage.models_accounts import DraftRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def settle(session: Session, draft: str, person: str, *, message: str, keep: bool) -> None:
    """Delete a person's draft, or keep it as the copy of the message it became; anybody else's is left alone."""
    own = (DraftRow.id == draft, DraftRow.person == person, DraftRow.kept.is_(False))
    if keep:
        session.execute(update(DraftRow).where(*own).values(kept=True, message=message))
    else:
        session.execute(delete(DraftRow).where(*own))
