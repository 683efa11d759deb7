"""A message's states and what a mediator's review may do to them (design.md §4)."""

from __future__ import annotations

from relay.domain.refusals import StateMoved

SEALED = "sealed"
READING = "reading"
RETURNED = "returned"
PROPOSED = "proposed"
AGREED = "agreed"
DISAGREED = "disagreed"
HELD = "held"
DECLINED = "declined"
APPROVED = "approved"
RELEASED = "released"
WITHDRAWN = "withdrawn"

STATES = (SEALED, READING, RETURNED, PROPOSED, AGREED, DISAGREED, HELD, DECLINED, APPROVED, RELEASED, WITHDRAWN)
WITH_MEDIATOR = frozenset({SEALED, READING, HELD, DECLINED, APPROVED, AGREED, DISAGREED})
WAITING = (SEALED, READING, HELD, APPROVED)  # what a mediator's tray shows

_READ = WITH_MEDIATOR - {SEALED}


def after_review(state: str, to: str) -> str:
    """Return the state after a review statement.

    state: the message's present state; to: reading, held, declined or approved.
    A message is read before anything is decided about it. Raises StateMoved.
    """
    allowed = WITH_MEDIATOR if to == READING else _READ
    if state not in allowed:
        raise StateMoved(f"review from {state} to {to}")
    return to


def after_release(state: str) -> str:
    """Return the state after a release; raises StateMoved unless approved stands (R3, R5)."""
    if state != APPROVED:
        raise StateMoved(f"release from {state}")
    return RELEASED
