"""`agree` and `disagree`: the author answers about exactly the bytes that were proposed (R4; protocol.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import ledgers, states
from relay.domain.case import OFFENDER
from relay.domain.deliveries import SERVED
from relay.domain.refusals import AgreementMissing
from relay.errors import NotFound
from relay.protocol import notation
from relay.storage import deliveries as rows
from relay.storage import messages

if TYPE_CHECKING:
    from relay.protocol.statement import Statement
    from relay.services.deciding.sitting import Sitting
    from relay.storage.models_messages import MessageRow


def decide(sitting: Sitting, statement: Statement) -> tuple[str, ...]:
    """Note the author's answer to the newest proposal; it waits for the mediator from now on.

    A liaison answers for the offender only about what she was served, a victim about what her present key opens.
    Raises WrongRole, NotFound for anybody else's message, StateMoved where nothing is asked or a newer edit is,
    AgreementMissing for other bytes.
    """
    message, edited = sitting.own_message(statement), statement.text("edited")
    if sitting.who.liaison:
        _require_task(sitting, edited)
    state = states.after_answer(message.state, statement.type, newest=message.edited == edited)
    proposed = messages.find(sitting.session, edited)
    if proposed is None or _seal_digest(proposed) != statement.digest_field("seal"):
        raise AgreementMissing("other bytes than those proposed")
    if sitting.who.party and not messages.grants(sitting.session, edited, {sitting.standing.actor.key_id}):
        raise NotFound("not granted to this key")
    for each in (message, proposed):
        each.state = state
    message.answer, message.tray = state, sitting.row.mediator
    rows.drop_waiting(sitting.session, edited, OFFENDER)
    sitting.session.flush()
    return ledgers.names(sitting.row.code, message.sender)


def _require_task(sitting: Sitting, edited: str) -> None:
    task = rows.find(sitting.session, edited, OFFENDER)
    if task is None or task.pulled_by != sitting.person.person or task.state not in SERVED:
        raise NotFound("not her task")


def _seal_digest(message: MessageRow) -> bytes:
    return notation.digest("seal", message.seal.encode("utf-8"))
