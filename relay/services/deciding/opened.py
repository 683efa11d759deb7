"""`opened`: a victim lets it be known that she has read (protocol.md §5); silence is normal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import deliveries, ledgers
from relay.errors import NotFound
from relay.storage import deliveries as rows

if TYPE_CHECKING:
    from relay.protocol.statement import Statement
    from relay.services.deciding.sitting import Sitting


def decide(sitting: Sitting, statement: Statement) -> tuple[str, ...]:
    """Note that she opened what was released to her. Raises NotFound for anything else, StateMoved."""
    delivery = rows.find(sitting.session, statement.text("message"), sitting.who.party)
    if delivery is None or delivery.case_code != sitting.row.code or delivery.state not in deliveries.OFFERED_TO_HER:
        raise NotFound("nothing released to her")
    delivery.state = deliveries.after_opened(delivery.state)
    sitting.session.flush()
    return ledgers.names(sitting.row.code)
