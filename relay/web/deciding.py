"""What a mediator may do next with a message: which buttons her pages show, never what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from relay.domain import states
from relay.domain.kinds import LETTERS, is_edit

if TYPE_CHECKING:
    from relay.services.views_mediator import MessageLine

ASKABLE = states.WITH_MEDIATOR | {states.RETURNED, states.PROPOSED}  # her client signs the reading first


class Choices(NamedTuple):
    """What can be decided about a message.

    review: held, declined or approved; ask: returned or proposed to its author; release: the id of what may go to the
    other side, "" for nothing now; carried: it is the mediator's own words for one side; hand_over: she brings it
    herself.
    """

    review: bool
    ask: bool
    release: str
    carried: bool
    hand_over: bool

    @property
    def any(self) -> bool:
        """Whether there is anything left to decide."""
        return self.review or self.ask or self.hand_over


def choices(message: MessageLine, *, in_person: bool = False) -> Choices:
    """Tell what a mediator may do next with a message of hers.

    in_person: she meets the offender herself, who is then asked nothing in writing.
    """
    edit = is_edit(message.kind, message.original)
    letter, carried = message.kind in LETTERS and not edit, message.kind == "relayed"
    open_for_review = message.state in states.WITH_MEDIATOR and (letter or carried)
    asked = message.state in states.UNANSWERED and not message.edited if carried else message.state in ASKABLE
    may_go = open_for_review or (edit and message.state in (states.AGREED, states.APPROVED))
    return Choices(
        review=open_for_review,
        ask=asked and (letter or carried) and not (in_person and message.sender == "offender"),
        release=_goes(message) if may_go else "",
        carried=carried,
        hand_over=message.delivery == "in-person" and message.state == states.RELEASED,
    )


def _goes(message: MessageLine) -> str:
    """Return the edit that its author agreed to, where there is one, else the message."""
    return message.edited if message.answer == states.AGREED and message.edited else message.message
