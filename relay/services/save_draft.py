"""Save a draft that only its author can open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain.account_refusals import DraftMoved, TooManyDrafts
from relay.errors import NotFound
from relay.storage import access, drafts
from relay.storage.models_accounts import DraftRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.domain.person import Person


def save_draft(
    session: Session, person: Person, draft: str, sealed: bytes, *, case: str, version: int, most: int, clock: Clock
) -> DraftRow:
    """Keep the sealed bytes as the next version of a draft.

    draft: b64 of 16 bytes; version: the one the author's page has read, 0 for a new draft; most: drafts a person
    may keep. Before her party stands the case is that of her invitation. Returns the row as saved.
    Raises NotFound for somebody else's draft or case, DraftMoved for an old version or a kept copy, TooManyDrafts.
    """
    row = drafts.lock(session, draft)
    if row is not None and row.person != person.person:
        raise NotFound("draft")
    if (row.version if row else 0) != version or (row is not None and row.kept):
        raise DraftMoved("version, or the letter was sent and this is its kept copy")
    if row is None:
        row = _new(session, person, draft, case, most=most)
        session.add(row)
    row.sealed, row.version, row.saved_at = sealed, version + 1, clock.now()
    session.flush()
    return row


def _new(session: Session, person: Person, draft: str, case: str, *, most: int) -> DraftRow:
    thread = access.victim_case(session, person.person, case) or access.invited_party(session, person.card, case)
    if thread is None:
        raise NotFound("case")
    if drafts.count(session, person.person) >= most:
        raise TooManyDrafts("drafts")
    return DraftRow(id=draft, person=person.person, case_code=case, thread=thread, kept=False)
