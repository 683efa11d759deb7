"""What a message's author and recipient may know of its state (R8; design.md §4)."""

from __future__ import annotations

from relay.domain import states

WITH_MEDIATOR = "with-mediator"
WROTE_TO_YOU = "wrote-to-you"
PASSED_ON = "passed-on"
WITHDRAWN = "withdrawn"

_AUTHOR_READS = {
    **dict.fromkeys(states.WITH_MEDIATOR, WITH_MEDIATOR),
    states.RETURNED: WROTE_TO_YOU,
    states.PROPOSED: WROTE_TO_YOU,
    states.RELEASED: PASSED_ON,
    states.WITHDRAWN: WITHDRAWN,
}


def to_author(state: str) -> str:
    """Return the one code that a victim author may see for a message's state."""
    return _AUTHOR_READS[state]
