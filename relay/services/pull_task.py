"""Pull the next delivery task: one numbered task at a time (design.md §2, §10.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import deliveries
from relay.services.trusted import read_trusted
from relay.storage import custody
from relay.storage import deliveries as rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.storage.models_messages import DeliveryRow


def pull_task(session: Session, person: Person) -> DeliveryRow | None:
    """Return the task this liaison has taken and not signed `pulled` for, else the one that has waited longest.

    The task is hers alone from then on. None where nothing waits at a desk that she holds.
    """
    taken = rows.taken(session, person.person)
    if taken is not None:
        return taken
    found = rows.oldest_waiting(session, _desks(session, person))
    if found is not None:
        found.state, found.pulled_by = deliveries.TAKEN, person.person
        session.flush()
    return found


def _desks(session: Session, person: Person) -> list[str]:
    """Return the institutions' desks whose newest epoch she holds."""
    named = {secret.desk for secret in custody.secrets_of(session, person.person)}
    trusted = read_trusted(session, {name for name in named if name.startswith("institution/")})
    if not trusted.stands(person.card):
        return []
    return sorted(name for name, desk in trusted.desks.items() if person.card in desk.facts.holders)
