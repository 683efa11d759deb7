"""`prepared`: the mediator has prepared a party (protocol.md §5; design.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import ledgers, signers
from relay.domain.refusals import WrongRecipient
from relay.storage.models_cases import PreparedRow

if TYPE_CHECKING:
    from relay.protocol.statement import Statement
    from relay.services.deciding.sitting import Sitting


def decide(sitting: Sitting, statement: Statement) -> tuple[str, ...]:
    """Record a preparation; both sides need one before the first release. Raises WrongRole, WrongRecipient."""
    signers.mediator(sitting.who)
    party = statement.text("party")
    if party not in sitting.case.parties:
        raise WrongRecipient("no such party")
    sitting.session.merge(PreparedRow(case_code=sitting.row.code, party=party))
    sitting.changed()
    return ledgers.names(sitting.row.code, party)
