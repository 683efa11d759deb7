"""Save a draft that only its author can open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.account_refusals import DraftMoved, TooManyCopies, TooManyDrafts
from relay.errors import NotFound
from relay.storage import access, drafts
from relay.storage.models_accounts import DraftRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.domain.person import Person


@dataclass(frozen=True)
class Place:
    """What a new draft is for: a victim's letter in a case, or a mediator's changed copy of a message there."""

    case: str
    message: str = ""


def save_draft(
    session: Session, person: Person, draft: str, sealed: bytes, *, place: Place, version: int, most: int, clock: Clock
) -> DraftRow:
    """Keep the sealed bytes as the next version of a draft.

    draft: b64 of 16 bytes; place: what a new draft is for; version: the one the author's page has read, 0 for a new
    draft; most: drafts a person may keep. Returns the row as saved.
    Raises NotFound for somebody else's draft, case or message, DraftMoved for an old version or a kept copy,
    TooManyDrafts, TooManyCopies.
    """
    row = drafts.lock(session, draft)
    if row is not None and row.person != person.person:
        raise NotFound("draft")
    if (row.version if row else 0) != version or (row is not None and row.kept):
        raise DraftMoved("version, or the letter was sent and this is its kept copy")
    if row is None:
        row = _new(session, person, draft, place, most=most)
        session.add(row)
    row.sealed, row.version, row.saved_at = sealed, version + 1, clock.now()
    session.flush()
    return row


def _new(session: Session, person: Person, draft: str, place: Place, *, most: int) -> DraftRow:
    thread = _thread(session, person, place)
    if thread is None:
        raise NotFound("case")
    if drafts.count(session, person.person) >= most:
        raise TooManyCopies("copies") if place.message else TooManyDrafts("drafts")
    message = place.message or None
    return DraftRow(id=draft, person=person.person, case_code=place.case, thread=thread, message=message, kept=False)


def _thread(session: Session, person: Person, place: Place) -> str | None:
    """Tell where somebody may write: in her own thread, before her party stands too, or a copy of what she reviews."""
    if place.message:
        return access.thread_reviewed(session, person.card, place.case, place.message)
    own = access.victim_case(session, person.person, place.case)
    return own or access.invited_party(session, person.card, place.case)
