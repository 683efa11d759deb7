"""What a mediator may do next with a message: which buttons her pages show, never what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from relay.services.views_mediator import MessageLine

LETTERS = frozenset({"letter", "video", "audio"})
REVIEWED = frozenset({"sealed", "reading", "held", "declined", "approved", "agreed", "disagreed"})
WITH_AUTHOR = frozenset({"returned", "proposed"})
UNANSWERED = frozenset({"sealed", "reading", "held", "declined"})


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
    edit = message.original != "" and message.kind in LETTERS
    letter, carried = message.kind in LETTERS and not edit, message.kind == "relayed"
    open_for_review = message.state in REVIEWED and (letter or carried)
    asked = message.state in UNANSWERED if carried else message.state in REVIEWED | WITH_AUTHOR
    return Choices(
        review=open_for_review,
        ask=asked and (letter or carried) and not (in_person and message.sender == "offender"),
        release=_goes(message) if open_for_review or (edit and message.state in ("agreed", "approved")) else "",
        carried=carried,
        hand_over=message.delivery == "in-person" and message.state == "released",
    )


def _goes(message: MessageLine) -> str:
    """Return the edit that its author agreed to, where there is one, else the message."""
    return message.edited if message.answer == "agreed" and message.edited else message.message
