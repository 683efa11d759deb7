"""`consent`: a party agrees to a model, or takes that back (R3; protocol.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import consents, ledgers, signers
from relay.domain.refusals import WrongRecipient
from relay.protocol import b64
from relay.storage.models_cases import ConsentRow

if TYPE_CHECKING:
    from relay.protocol.statement import Statement
    from relay.services.deciding.sitting import Sitting


def decide(sitting: Sitting, statement: Statement) -> tuple[str, ...]:
    """Put the newest word in each direction its scope covers; the case lock orders it with releases (R5).

    Raises WrongRole, WrongRecipient for no such party.
    """
    party = statement.text("party")
    signers.party(sitting.who, party, statement.text("how"))
    if party not in sitting.case.parties:
        raise WrongRecipient("no such party")
    for direction in consents.directions(statement.text("scope")):
        sitting.session.merge(_row(sitting, statement, direction))
    sitting.changed()
    return ledgers.names(sitting.row.code, party)


def _row(sitting: Sitting, statement: Statement, direction: str) -> ConsentRow:
    return ConsentRow(
        case_code=sitting.row.code,
        party=statement.text("party"),
        model=statement.text("model"),
        direction=direction,
        digest=b64.encode(statement.digest),
        scope=statement.text("scope"),
        given=statement.flag("given"),
        how=statement.text("how"),
        at=statement.at,
    )
