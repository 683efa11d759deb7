"""`withdraw`: an author takes back one message or all, at any stage (R5; protocol.md §5; design.md §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import deliveries, ledgers, signers, states, withdrawing
from relay.domain.case import OFFENDER
from relay.services.deciding.edits import is_edit, original_of
from relay.storage import deliveries as rows
from relay.storage import kept_drafts, messages, uploads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relay.protocol.statement import Statement
    from relay.services.deciding.sitting import Sitting
    from relay.storage.models_messages import DeliveryRow, MessageRow


def decide(sitting: Sitting, statement: Statement) -> tuple[str, ...]:
    """Take back a message and its author's asides about it, or all of that party's that is not withdrawn yet.

    The case lock orders it with releases. The answer never tells how far anything had come (R8). Raises WrongRole,
    NotFound for anybody else's message, StateMoved where it was withdrawn before.
    """
    reached = [party for message in _named(sitting, statement) for party in _withdraw(sitting, message)]
    sitting.session.flush()
    return ledgers.names(sitting.row.code, sitting.who.party, *reached)


def _named(sitting: Sitting, statement: Statement) -> Sequence[MessageRow]:
    if statement.text("message"):
        message = original_of(sitting, sitting.own_message(statement))
        states.after_withdrawal(message.state)
        return [message, *_asides(sitting, message)]
    party = sitting.who.party or OFFENDER
    signers.party(sitting.who, party, statement.text("how"))
    own = messages.of_party(sitting.session, sitting.row.code, party)
    return [message for message in own if message.state != states.WITHDRAWN and not is_edit(message)]


def _asides(sitting: Sitting, message: MessageRow) -> list[MessageRow]:
    """Find what its author wrote to the mediator alone about a message or an edit of it: it goes with the message."""
    session, case_code = sitting.session, sitting.case.code
    versions = [message.id, *(edit.id for edit in messages.edits(session, message))]
    found = messages.asides(session, message.sender, case_code, versions)
    return [aside for aside in found if aside.state != states.WITHDRAWN]


def _withdraw(sitting: Sitting, message: MessageRow) -> list[str]:
    """Remove what nobody keeps of a message, its edits and what it was returned with.

    Returns the parties to whom it had been released.
    """
    session = sitting.session
    versions = [message, *messages.edits(session, message)]
    guidances = messages.guidances(session, message)
    ways = rows.of(session, [each.id for each in (*versions, *guidances)])
    for way in ways:
        way.state = withdrawing.after_withdrawal(way.state, served=way.served, on_paper=bool(way.desk))
    kept = {way.message for way in ways if way.about == deliveries.RELEASE and withdrawing.stays(way.state)}
    messages.drop_all_grants(session, [each.id for each in versions], but_released=kept)
    messages.drop_later_grants(session, [each.id for each in guidances])
    kept_drafts.drop_copies(session, [each.id for each in versions])
    sitting.discarded += uploads.forget(session, [each.id for each in versions])
    for each in versions:
        each.state, each.tray = states.WITHDRAWN, None
        if each.id not in kept:
            _discard(sitting, each)
    return _released_to(ways)


def _discard(sitting: Sitting, message: MessageRow) -> None:
    """Let go of a sealed body: no row refers to it from now on, its file is removed after the commit."""
    sitting.discarded.append(message.body_file)
    message.body_file = ""


def _released_to(ways: Sequence[DeliveryRow]) -> list[str]:
    return [way.to_party for way in ways if way.about == deliveries.RELEASE]
