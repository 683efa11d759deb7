"""Give staff the desk secrets that are sealed to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.errors import Forbidden
from relay.storage import custody

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.storage.models_trust import DeskSecretRow


@dataclass(frozen=True)
class HeldDesks:
    """Secrets sealed to a person, and the desks assigned to them that wait for an `open` (protocol.md §6)."""

    secrets: Sequence[DeskSecretRow]
    assigned: Sequence[str]


def held_desks(session: Session, person: Person, *, desk: str = "") -> HeldDesks:
    """Return what a person holds; desk: secrets of this one alone. Raises Forbidden for a victim."""
    if person.role == "victim":
        raise Forbidden("desks")
    secrets = custody.secrets_of(session, person.person, desk)
    return HeldDesks(secrets, custody.waiting_for(session, person.card))
