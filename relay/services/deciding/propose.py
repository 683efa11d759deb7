"""`propose`: an edit, or a carried message, is shown to whose words it carries (R4; protocol.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import deliveries, ledgers, signers, states
from relay.domain.case import OFFENDER
from relay.domain.kinds import RELAYED
from relay.domain.refusals import GrantMissing, WrongRole
from relay.services.deciding import ways
from relay.services.deciding.edits import is_edit, take_back_proposal
from relay.storage import kept_drafts, messages

if TYPE_CHECKING:
    from relay.protocol.statement import Statement
    from relay.services.deciding.sitting import Sitting
    from relay.storage.models_messages import MessageRow


def decide(sitting: Sitting, statement: Statement) -> tuple[str, ...]:
    """Ask the author about exactly these bytes; a newer edit takes an earlier one's place.

    The same again asks a victim's newer card what was asked and not answered yet. Raises WrongRole (no edit of this
    message), NotFound, StateMoved, WrongRecipient, GrantMissing, DeskClosed.
    """
    signers.mediator(sitting.who)
    message, edited = sitting.message(statement), sitting.message(statement, "edited")
    _require_pair(message, edited)
    keys = [grant.key for grant in sitting.granted(statement, edited)]
    author = message.sender or _source(sitting, message, keys)
    if "" in keys or keys != [ways.newest_key(sitting, author)]:
        raise GrantMissing("a proposal grants the edit to its author's newest key, once, and to nobody else")
    again = message.edited == edited.id and not set(keys) & messages.granted_keys(sitting.session, edited.id)
    state = states.after_proposal(
        message.state, edited.state, carried=message is edited, asked=bool(message.edited), again=again
    )
    take_back_proposal(sitting, message)
    kept_drafts.drop_copies(sitting.session, [message.id])
    sitting.keep(edited, sitting.granted(statement, edited), statement, anew=True)
    if author == OFFENDER:
        ways.begin(sitting, edited, OFFENDER, about=deliveries.PROPOSAL, granted=True)
    for each in (message, edited):
        each.state, each.tray, each.sender = state, None, author
    message.edited, message.answer, message.asked_at = edited.id, "", sitting.clock.now()
    sitting.session.flush()
    return ledgers.names(sitting.row.code, author)


def _require_pair(message: MessageRow, edited: MessageRow) -> None:
    carried = message is edited and message.kind == RELAYED
    if not carried and not (is_edit(edited) and edited.original == message.id):
        raise WrongRole("no edit of this message")


def _source(sitting: Sitting, message: MessageRow, keys: list[str]) -> str:
    """Tell by the key granted to whose words a carried message brings."""
    institution = sitting.standing.institution
    return OFFENDER if institution is not None and keys == [institution.key_id] else message.thread
