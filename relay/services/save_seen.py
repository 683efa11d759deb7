"""Keep what a person's clients have seen, sealed to that person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain.account_refusals import DraftMoved
from relay.storage import drafts
from relay.storage.models_accounts import SeenRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.person import Person


def save_seen(session: Session, person: Person, sealed: bytes, *, version: int) -> int:
    """Keep the sealed bytes (protocol.md §3) as the next version, and return its number.

    version: the one this client has read, 0 for none. Raises DraftMoved where another client was first.
    """
    row = drafts.lock_seen(session, person.person)
    if (row.version if row else 0) != version:
        raise DraftMoved("seen")
    if row is None:
        row = SeenRow(person=person.person)
        session.add(row)
    row.sealed, row.version = sealed, version + 1
    return row.version
