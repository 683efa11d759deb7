"""What a message and its edits are to each other: an edit carries its original's author's words (protocol.md §4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain import kinds, states
from relay.domain.case import OFFENDER
from relay.errors import NotFound
from relay.storage import deliveries, messages

if TYPE_CHECKING:
    from relay.services.deciding.sitting import Sitting
    from relay.storage.models_messages import MessageRow


def is_edit(message: MessageRow) -> bool:
    """Tell an edit from what a party made."""
    return kinds.is_edit(message.kind, message.original)


def original_of(sitting: Sitting, message: MessageRow) -> MessageRow:
    """Return what an edit was made of; any other message itself. Raises NotFound."""
    if not is_edit(message):
        return message
    original = messages.find(sitting.session, message.original)
    if original is None or original.case_code != sitting.case.code:
        raise NotFound("original")
    return original


def take_back_proposal(sitting: Sitting, message: MessageRow) -> None:
    """Take what was proposed off the table: it is answered no more, nor pulled where it still waits, nor goes (R4)."""
    earlier = messages.find(sitting.session, message.edited) if message.edited else None
    if earlier is not None and earlier is not message:
        earlier.state, earlier.tray = states.READING, None
        deliveries.drop_waiting(sitting.session, earlier.id, OFFENDER)
    message.edited, message.answer = "", ""
