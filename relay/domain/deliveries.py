"""The staff-side journey of a released message, and the victim's own side of it (design.md §4)."""

from __future__ import annotations

from relay.domain.refusals import StateMoved

OFFERED = "offered"  # to a victim: released, not known to be read
OPENED = "opened"  # a victim wished it known
WAITING = "waiting"  # to an institution's desk: nobody has pulled it
TAKEN = "taken"  # a liaison drew its number; her `pulled` is not signed yet
PULLED = "pulled"
PRINTED = "printed"
DELIVERED = "delivered"
NOT_ACCEPTED = "not-accepted"
FAILED = "failed"
IN_PERSON = "in-person"  # the mediator delivers: no desk, no grant

HIGHEST_NUMBER = 999_999  # a task's number has six digits

OPEN_TASK = (TAKEN, PULLED, PRINTED)
FINISHED = (DELIVERED, NOT_ACCEPTED, FAILED)
SERVED = (PULLED, PRINTED, *FINISHED)  # a liaison's grant is served from her `pulled` on

_BY_LIAISON = {
    (TAKEN, PULLED): PULLED,
    (PULLED, PRINTED): PRINTED,
    (PULLED, FAILED): FAILED,
    (PRINTED, PRINTED): PRINTED,
    **{(PRINTED, outcome): outcome for outcome in FINISHED},
}


def after_handled(state: str, outcome: str) -> str:
    """Return the delivery's state after a `handled` statement.

    A task is pulled, printed, and then ends as delivered, not-accepted or failed; where the mediator
    delivers in person it ends at once. Raises StateMoved for any other step.
    """
    if state == IN_PERSON and outcome in FINISHED:
        return outcome
    following = _BY_LIAISON.get((state, outcome))
    if following is None:
        raise StateMoved(f"handled from {state} to {outcome}")
    return following


def after_opened(state: str) -> str:
    """Return the state after a victim's `opened`; raises StateMoved unless it was offered."""
    if state != OFFERED:
        raise StateMoved(f"opened from {state}")
    return OPENED
