"""Where a liaison works now: the desks whose newest epoch she holds (protocol.md §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.protocol import b64
from relay.services.trusted import read_trusted
from relay.storage import custody
from relay.storage.pulling import Counter

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.services.trusted import Trusted, TrustedDesk


def find_counter(session: Session, person: Person) -> Counter:
    """Find the institutions' desks whose newest epoch she holds, every key of theirs she has, and her colleagues."""
    named = {secret.desk for secret in custody.secrets_of(session, person.person)}
    trusted = read_trusted(session, {name for name in named if name.startswith("institution/")})
    held = _held(trusted, person.card)
    return Counter(
        desks=sorted(desk.facts.name for desk in held),
        keys=[
            epoch.key_id for desk in held for epoch in desk.custody.epochs if b64.decode(person.card) in epoch.holders
        ],
        colleagues=sorted({card for desk in held for card in desk.facts.assigned if trusted.stands(card)}),
    )


def _held(trusted: Trusted, card: str) -> list[TrustedDesk]:
    if not trusted.stands(card):
        return []
    return [desk for desk in trusted.desks.values() if card in desk.facts.holders]
