"""`review`: the mediator reads, holds, declines or approves (protocol.md §5); nobody else learns of it (R8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import ledgers, signers, states
from relay.domain.kinds import LETTERS
from relay.domain.refusals import WrongRole

if TYPE_CHECKING:
    from relay.protocol.statement import Statement
    from relay.services.deciding.sitting import Sitting

_REVIEWED = (*LETTERS, "aside", "relayed")


def decide(sitting: Sitting, statement: Statement) -> tuple[str, ...]:
    """Move a message to the state the mediator names.

    Raises WrongRole (not the holder, or no message of a party), NotFound, StateMoved.
    """
    signers.mediator(sitting.who)
    message = sitting.message(statement)
    to = statement.text("to")
    if message.kind not in _REVIEWED or (message.kind == "aside" and to != states.READING):
        raise WrongRole("nothing to review")
    message.state = states.after_review(message.state, to)
    message.held_until = statement.text("until") if to == states.HELD else ""
    # a word to her alone waits until it is read; an edit of her own does not wait for her
    waits = message.state in states.WAITING and message.kind != "aside" and not message.original
    message.tray = sitting.row.mediator if waits else None
    sitting.session.flush()
    return ledgers.names(sitting.row.code)
