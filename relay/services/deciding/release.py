"""`release`: one message goes to the other party (R3, R4, R5; protocol.md §4.5, §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import deliveries, ledgers, releasing, signers, states
from relay.domain.case import OFFENDER
from relay.domain.refusals import DeskClosed
from relay.storage import deliveries as delivery_rows
from relay.storage import trust
from relay.storage.models_messages import DeliveryRow

if TYPE_CHECKING:
    from relay.protocol.statement import Statement
    from relay.services.deciding.sitting import Sitting
    from relay.storage.models_messages import MessageRow

LOWEST_NUMBER = 100_000
NUMBERS = 900_000


def decide(sitting: Sitting, statement: Statement) -> tuple[str, ...]:
    """Let one message go: its grant, its delivery and its state change together.

    Raises WrongRole, NotFound, StateMoved, WrongRecipient, ConsentMissing, NotPrepared, AgreementMissing,
    GrantMissing, DeskClosed.
    """
    signers.mediator(sitting.who)
    message = sitting.message(statement)
    state = states.after_release(message.state)
    grants = sitting.granted(statement)
    decision = releasing.Decision(
        to=statement.text("to"),
        consent=statement.text("consent"),
        recipients=[grant.key for grant in grants],
    )
    sent = releasing.Sent(message.kind, message.thread, message.sender, edit=bool(message.original))
    releasing.may_release(sitting.case, sent, decision, recipient_key=_recipient_key(sitting, decision.to))
    sitting.keep(message, grants, statement)
    message.state, message.tray = state, None
    _deliver(sitting, message, decision.to)
    return ledgers.names(sitting.row.code, message.sender, decision.to)


def _recipient_key(sitting: Sitting, to: str) -> str:
    if to == OFFENDER:
        return _institution_key(sitting)
    party = sitting.case.parties.get(to)
    cards = trust.cards(sitting.session, [party.card]) if party is not None and party.card else ()
    return next((card.key_id for card in cards), "")


def _institution_key(sitting: Sitting) -> str:
    desk = sitting.standing.institution
    if desk is None:
        return ""
    if not desk.sealable:
        raise DeskClosed("the institution's desk has no key now")
    return desk.key_id


def _deliver(sitting: Sitting, message: MessageRow, to: str) -> None:
    desk = sitting.case.parties[OFFENDER].desk if to == OFFENDER else ""
    state = deliveries.OFFERED
    if to == OFFENDER:
        state = deliveries.WAITING if desk else deliveries.IN_PERSON
    sitting.session.add(
        DeliveryRow(
            message=message.id,
            case_code=sitting.row.code,
            thread=message.thread,
            to_party=to,
            desk=desk,
            number=_draw_number(sitting) if desk else None,
            state=state,
            released_at=sitting.clock.now(),
        )
    )
    sitting.session.flush()


def _draw_number(sitting: Sitting) -> int:
    """Draw a task's number at random: it counts nothing (R8)."""
    while True:
        number = LOWEST_NUMBER + sitting.draw(NUMBERS)
        if not delivery_rows.number_taken(sitting.session, number):
            return number
