"""`release`: one message goes to the other party (R3, R4, R5; protocol.md §4.5, §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import ledgers, releasing, signers, states
from relay.domain.deliveries import RELEASE
from relay.domain.kinds import RELAYED
from relay.services.deciding import ways
from relay.services.deciding.edits import original_of
from relay.storage import kept_drafts

if TYPE_CHECKING:
    from relay.protocol.statement import Statement
    from relay.services.deciding.sitting import Sitting
    from relay.storage.models_messages import MessageRow


def decide(sitting: Sitting, statement: Statement) -> tuple[str, ...]:
    """Let one message go: its grant, its delivery and its state change together, an edit's original with it.

    The same again, to the same party with a key it was not granted to before, grants once more and moves nothing: her
    card, or the institution's desk, is a newer one. Raises WrongRole, NotFound, StateMoved, WrongRecipient,
    ConsentMissing, NotPrepared, AgreementMissing, GrantMissing, DeskClosed.
    """
    signers.mediator(sitting.who)
    message = sitting.message(statement)
    original = original_of(sitting, message)
    again = message.state == states.RELEASED
    state = message.state if again else states.after_release(message.state, original.state)
    grants = sitting.granted(statement, message)
    decision = releasing.Decision(
        to=statement.text("to"),
        consent=statement.text("consent"),
        recipients=[grant.key for grant in grants],
    )
    sent = _sent(message, original)
    key = ways.newest_key(sitting, decision.to) if decision.recipients or not sent.carried else ""
    sender = releasing.may_release(sitting.case, sent, decision, recipient_key=key)
    asked = message.sender  # whoever was never asked about a carried message is told nothing of it either
    sitting.keep(message, grants, statement)
    kept_drafts.drop_copies(sitting.session, [original.id])
    for each in (message, original):
        each.state, each.tray, each.sender = state, None, sender
    if again:
        ways.go_on(sitting, message, decision.to, granted=bool(grants))
    else:
        ways.begin(sitting, message, decision.to, about=RELEASE, granted=bool(grants))
    return ledgers.names(sitting.row.code, asked, decision.to)


def _sent(message: MessageRow, original: MessageRow) -> releasing.Sent:
    return releasing.Sent(
        message.kind,
        message.thread,
        message.sender,
        asked=bool(message.original) or (message.kind == RELAYED and bool(message.edited)),
        agreed=original.edited == message.id and original.answer == states.AGREED,
    )
