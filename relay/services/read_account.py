"""Read one's own account: what signs in, whether there is a recovery code, and what happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from relay.storage import notes, people

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from relay.domain.notes import Happening
    from relay.domain.person import Person


@dataclass(frozen=True)
class Note:
    """One thing that happened, when, and the kind of browser it came from ("" where that said nothing known)."""

    what: Happening
    device: str
    at: datetime


@dataclass(frozen=True)
class Account:
    """recovery: whether a code is kept for letting this person back in; notes: the newest first."""

    sign_in: str
    recovery: bool
    notes: tuple[Note, ...]


def read_account(session: Session, person: Person, *, size: int) -> Account:
    """Return the account of whoever asks, with at most size notes."""
    rows = notes.of_person(session, person.person, size=size)
    found = tuple(Note(cast("Happening", row.what), row.device, row.at) for row in rows)
    return Account(person.sign_in, people.has_recovery(session, person.person), found)
