"""Pull the next delivery task: one numbered task at a time (design.md §2, §10.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import deliveries
from relay.services.counter import find_counter
from relay.storage import deliveries as rows
from relay.storage import pulling

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.storage.models_messages import DeliveryRow


def pull_task(session: Session, person: Person) -> DeliveryRow | None:
    """Return the task this liaison has taken and not signed `pulled` for, else the one that has waited longest.

    The task is hers alone from then on. What somebody had in hand who was removed from the desk waits again, and
    recalls left behind become hers to see to. None where nothing waits that a key of hers opens.
    """
    counter = find_counter(session, person)
    taken = rows.taken(session, person.person, counter.desks)
    if taken is not None:
        return taken
    pulling.take_over_recalls(session, counter, person.person)
    found = pulling.oldest(session, counter)
    if found is not None:
        found.served = found.served or found.state in deliveries.IN_HAND  # whoever left may have printed it (R5)
        found.state, found.pulled_by = deliveries.TAKEN, person.person
        session.flush()
    return found
