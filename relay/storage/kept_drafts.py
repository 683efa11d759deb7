"""What becomes of drafts when a message moves on: an author's, and her mediator's changed copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from relay.storage.models_accounts import DraftRow
from relay.storage.models_messages import MessageRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


def settle(session: Session, draft: str, person: str, *, message: str, keep: bool) -> None:
    """Delete a person's draft, or keep it as the copy of the message it became; anybody else's is left alone."""
    own = (DraftRow.id == draft, DraftRow.person == person, DraftRow.kept.is_(False))
    if keep:
        session.execute(update(DraftRow).where(*own).values(kept=True, message=message))
    else:
        session.execute(delete(DraftRow).where(*own))


def drop_copies(session: Session, messages: Sequence[str]) -> None:
    """Delete the changed copies that mediators have begun of these messages; what an author keeps stays hers."""
    session.execute(delete(DraftRow).where(DraftRow.message.in_(messages), DraftRow.kept.is_(False)))


def drop_copies_in_case(session: Session, code: str, *, but_of: str) -> None:
    """Delete the changed copies of a case's messages that anybody but this person has begun."""
    of_case = select(MessageRow.id).where(MessageRow.case_code == code)  # found by the index on drafts.message
    copies = (DraftRow.message.in_(of_case), DraftRow.kept.is_(False))
    session.execute(delete(DraftRow).where(*copies, DraftRow.person != but_of))
