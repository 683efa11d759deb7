"""What a mediator or an officer has to sign for: who came on their invitations, sheets to pass on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.storage import case_pages, joined_pages

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.storage.joined_pages import Joined


@dataclass(frozen=True)
class Unbriefed:
    """A case whose desk is open and has not been granted the sheet."""

    code: str
    public_id: str


def joined(session: Session, person: Person, *, size: int) -> tuple[Joined, ...]:
    """Return who came on this person's invitations and waits, the oldest first, at most size."""
    return tuple(joined_pages.joined(session, person.person, size=size))


def unbriefed(session: Session, *, size: int) -> tuple[Unbriefed, ...]:
    """Return the cases whose sheet an officer may pass on now, the oldest first, at most size."""
    return tuple(Unbriefed(row.code, row.public_id) for row in case_pages.unbriefed(session, size=size))
