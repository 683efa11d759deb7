"""`handled`: what staff did with a released message (protocol.md §5; design.md §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import deliveries, ledgers
from relay.domain.case import OFFENDER
from relay.domain.refusals import WrongRole
from relay.domain.states import RELEASED
from relay.errors import NotFound
from relay.storage import deliveries as rows

if TYPE_CHECKING:
    from relay.protocol.statement import Statement
    from relay.services.deciding.sitting import Sitting
    from relay.storage.models_messages import DeliveryRow


def decide(sitting: Sitting, statement: Statement) -> tuple[str, ...]:
    """Move a delivery: only the liaison who pulled it, or the mediator where no liaison of the case can.

    She delivers in person, or the offender is no longer reached at the desk where it was pulled.

    Raises WrongRole, NotFound for a task that is not hers, StateMoved.
    """
    delivery = _own(sitting, statement.text("message"))
    delivery.state = deliveries.after_handled(delivery.state, statement.text("outcome"))
    message = sitting.message(statement)
    if message.state == RELEASED:  # it is in hand, or over: nobody need grant it again
        message.tray = None
    sitting.session.flush()
    return ledgers.names(sitting.row.code)


def _is_hers(sitting: Sitting, delivery: DeliveryRow) -> bool:
    """Tell whether the mediator delivers in person, or the offender's newest `party` no longer names a task's desk."""
    elsewhere = delivery.desk not in ("", sitting.case.parties[OFFENDER].desk)
    return elsewhere or delivery.state == deliveries.IN_PERSON


def _own(sitting: Sitting, message: str) -> DeliveryRow:
    if not (sitting.who.liaison or sitting.who.holder):
        raise WrongRole("neither liaison nor mediator")
    for delivery in rows.of(sitting.session, [message]):
        by_mediator = sitting.who.holder and _is_hers(sitting, delivery)
        by_liaison = sitting.who.liaison and delivery.pulled_by == sitting.person.person
        if delivery.case_code == sitting.row.code and (by_mediator or by_liaison):
            return delivery
    raise NotFound("not her task")
