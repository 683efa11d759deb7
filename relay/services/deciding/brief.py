"""`brief`: an officer grants the case's sheet to the case's desk (protocol.md §4.2, §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import ledgers, signers
from relay.domain.refusals import DeskClosed, GrantMissing, WrongRole

if TYPE_CHECKING:
    from relay.protocol.statement import Statement
    from relay.services.deciding.sitting import Sitting


def decide(sitting: Sitting, statement: Statement) -> tuple[str, ...]:
    """Grant the sheet to the case desk's current key, once.

    Raises WrongRole, NotFound, DeskClosed, GrantMissing, StateMoved where it was granted before.
    """
    signers.officer(sitting.who)
    message = sitting.message(statement)
    if message.kind != "sheet":
        raise WrongRole("only a sheet is briefed")
    desk, grants = sitting.case.desk, sitting.granted(statement, message)
    if not desk.sealable:
        raise DeskClosed("the case's desk has no key now")
    if [grant.key for grant in grants] != [desk.key_id]:
        raise GrantMissing("a brief grants to the case desk's current key, once, and to nobody else")
    sitting.keep(message, grants, statement)
    if message.id == sitting.row.sheet:
        sitting.row.briefed = True
    sitting.session.flush()
    return ledgers.names(sitting.row.code)
