"""`accept`: a party takes this mediator as neutral (protocol.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import ledgers, signers
from relay.domain.refusals import StateMoved, WrongRecipient
from relay.storage.models_cases import PartyRow

if TYPE_CHECKING:
    from relay.protocol.statement import Statement
    from relay.services.deciding.sitting import Sitting


def decide(sitting: Sitting, statement: Statement) -> tuple[str, ...]:
    """Note whether a party accepts the present mediator's card.

    Raises WrongRole, WrongRecipient for no such party, StateMoved where somebody else holds the case now.
    """
    party, holder = statement.text("party"), statement.text("holder")
    signers.party(sitting.who, party, statement.text("how"))
    row = sitting.session.get(PartyRow, (sitting.row.code, party))
    if row is None:
        raise WrongRecipient("no such party")
    if holder not in sitting.case.desk.assigned:
        raise StateMoved("another mediator holds the case")
    row.accepted = holder if statement.flag("given") else ""
    return ledgers.names(sitting.row.code, party)
