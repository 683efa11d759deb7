"""`return`: a message goes back to its author, with the mediator's words (protocol.md §5; design.md §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import deliveries, ledgers, signers, states
from relay.domain.case import OFFENDER
from relay.domain.kinds import LETTERS
from relay.domain.refusals import GrantMissing, StateMoved, WrongRole
from relay.services.deciding import ways
from relay.services.deciding.edits import is_edit, take_back_proposal
from relay.storage import deliveries as rows
from relay.storage import kept_drafts, messages

if TYPE_CHECKING:
    from relay.protocol.statement import Statement
    from relay.services.deciding.sitting import Sitting
    from relay.storage.models_messages import MessageRow


def decide(sitting: Sitting, statement: Statement) -> tuple[str, ...]:
    """Give guidance to the author: a victim her own letter along, the offender on paper through the institution.

    What was proposed before is off the table. The same words again are for a victim's newer card. Raises WrongRole (no
    letter of a party, no guidance of this thread), NotFound, StateMoved, WrongRecipient, GrantMissing, DeskClosed.
    """
    signers.mediator(sitting.who)
    message, guidance = sitting.message(statement), sitting.message(statement, "guidance")
    _require_pair(message, guidance)
    _require_new(sitting, message, guidance)
    state = states.after_return(message.state, came_back=_came_back(sitting, message))
    to_offender = message.sender == OFFENDER
    _grant(sitting, statement, guidance, [message.sender])
    _grant(sitting, statement, message, [] if to_offender else [message.sender])
    take_back_proposal(sitting, message)
    kept_drafts.drop_copies(sitting.session, [message.id])
    if to_offender:
        ways.begin(sitting, guidance, OFFENDER, about=deliveries.GUIDANCE, granted=True)
    message.state, message.tray, message.guidance = state, None, guidance.id
    guidance.state, guidance.about = state, message.id
    sitting.session.flush()
    return ledgers.names(sitting.row.code, message.sender)


def _came_back(sitting: Sitting, message: MessageRow) -> bool:
    versions = [message, *messages.edits(sitting.session, message)]
    ways = rows.of(sitting.session, [each.id for each in versions])
    return any(way.about == deliveries.RELEASE and way.state in deliveries.CAME_BACK for way in ways)


def _require_pair(message: MessageRow, guidance: MessageRow) -> None:
    if message.kind not in LETTERS or is_edit(message):
        raise WrongRole("only what a party made is returned")
    if guidance.kind != "guidance" or guidance.thread != message.thread:
        raise WrongRole("no guidance of this thread")


def _require_new(sitting: Sitting, message: MessageRow, guidance: MessageRow) -> None:
    """Refuse guidance of an earlier return, unless that was this message's newest, to a key that was replaced since."""
    is_newest = guidance.about == message.id and message.guidance == guidance.id
    known = messages.granted_keys(sitting.session, guidance.id)
    if guidance.about and not (is_newest and ways.newest_key(sitting, message.sender) not in known):
        raise StateMoved("these words went with another return")


def _grant(sitting: Sitting, statement: Statement, message: MessageRow, parties: list[str]) -> None:
    grants = sitting.granted(statement, message)
    wanted = [ways.newest_key(sitting, party) for party in parties]
    if "" in wanted or [grant.key for grant in grants] != wanted:
        raise GrantMissing("a return grants guidance, and a victim her own letter, to the author's newest key")
    sitting.keep(message, grants, statement, anew=True)
