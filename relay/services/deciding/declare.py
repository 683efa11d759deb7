"""`declare`: the mediator says whether there is a conflict of interest (protocol.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import ledgers, signers

if TYPE_CHECKING:
    from relay.protocol.statement import Statement
    from relay.services.deciding.sitting import Sitting


def decide(sitting: Sitting, statement: Statement) -> tuple[str, ...]:
    """Note the declaration of whoever is assigned; what follows a conflict is the office's. Raises WrongRole."""
    del statement
    signers.assigned(sitting.who)
    return ledgers.names(sitting.row.code)
