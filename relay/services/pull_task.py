"""Pull the next delivery task: one numbered task at a time (design.md §2, §10.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import deliveries
from relay.protocol import b64
from relay.services.trusted import read_trusted
from relay.storage import custody, pulling
from relay.storage import deliveries as rows
from relay.storage.pulling import Counter

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.services.trusted import Trusted, TrustedDesk
    from relay.storage.models_messages import DeliveryRow


def pull_task(session: Session, person: Person) -> DeliveryRow | None:
    """Return the task this liaison has taken and not signed `pulled` for, else the one that has waited longest.

    The task is hers alone from then on. What somebody had in hand who was removed from the desk waits again, and
    recalls left behind become hers to see to. None where nothing waits that a key of hers opens.
    """
    counter = _counter(session, person)
    taken = rows.taken(session, person.person)
    if taken is not None and taken.desk in counter.desks:
        return taken
    pulling.take_over_recalls(session, counter, person.person)
    found = pulling.oldest(session, counter)
    if found is not None:
        found.state, found.pulled_by = deliveries.TAKEN, person.person
        session.flush()
    return found


def _counter(session: Session, person: Person) -> Counter:
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
