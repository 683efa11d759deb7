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
WAITING = (SEALED, READING, HELD, APPROVED, AGREED, DISAGREED)  # what a mediator's tray shows

_READ = WITH_MEDIATOR - {SEALED}
_RETURNABLE = frozenset({READING, HELD, DECLINED, AGREED, DISAGREED, PROPOSED, RETURNED})
UNANSWERED = frozenset({SEALED, READING, HELD, DECLINED})  # a carried message that nobody was asked about yet
_DRAFT = frozenset({SEALED, READING})  # an edit that nobody was asked about yet


def after_review(state: str, to: str) -> str:
    """Return the state after a review statement.

    state: the message's present state; to: reading, held, declined or approved.
    A message is read before anything is decided about it. Raises StateMoved.
    """
    allowed = WITH_MEDIATOR if to == READING else _READ
    if state not in allowed:
        raise StateMoved(f"review from {state} to {to}")
    return to


def after_return(state: str, *, came_back: bool) -> str:
    """Return the state after a `return`; raises StateMoved for what is not read, or has gone.

    came_back: it went and was not accepted, or failed to arrive, so that the mediator may have words about that.
    """
    if state not in _RETURNABLE and not (state == RELEASED and came_back):
        raise StateMoved(f"return from {state}")
    return RETURNED


def after_proposal(state: str, edited: str, *, carried: bool, asked: bool = False, again: bool = False) -> str:
    """Return the state of a message and of its edit after a `propose`.

    edited: the edit's own state; carried: the message is relayed, so that both are one, and is asked about once; asked:
    something was proposed before; again: exactly this was proposed last, to a key that was replaced since. Raises
    StateMoved.
    """
    if again and state == edited == PROPOSED:
        return PROPOSED
    allowed = state in UNANSWERED and not asked if carried else state in _RETURNABLE and edited in _DRAFT
    if not allowed:
        raise StateMoved(f"propose from {state}, edit {edited}")
    return PROPOSED


def after_answer(state: str, answer: str, *, newest: bool) -> str:
    """Return the state after an author's `agree` or `disagree`.

    newest: it is about the newest edit. Raises StateMoved unless exactly that is asked.
    """
    if state != PROPOSED or not newest:
        raise StateMoved(f"{answer} from {state}")
    return {"agree": AGREED, "disagree": DISAGREED}[answer]


def after_release(state: str, original: str) -> str:
    """Return the state after a release.

    original: the state of what an edit was made of, else the same. Raises StateMoved unless approved stands (R3, R5),
    or where the original went or was withdrawn: of an original and its edits one goes.
    """
    if state != APPROVED or original in (RELEASED, WITHDRAWN):
        raise StateMoved(f"release from {state}, original {original}")
    return RELEASED


def after_withdrawal(state: str) -> str:
    """Return the state after a withdrawal, which is possible once, at every stage. Raises StateMoved."""
    if state == WITHDRAWN:
        raise StateMoved("withdrawn before")
    return WITHDRAWN
