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
RECALLING = "recalling"  # withdrawn while staff may have it on paper: it ends when they confirm
RECALLED = "recalled"
GONE = "gone"  # withdrawn before anybody had seen it
IN_PERSON = "in-person"  # the mediator delivers: no desk, no grant

RELEASE, GUIDANCE, PROPOSAL = "release", "guidance", "proposal"  # why a message goes to a party

HIGHEST_NUMBER = 999_999  # a task's number has six digits

IN_HAND = (PULLED, PRINTED)  # a liaison has been served it and may have it on paper
NOT_BEGUN = (WAITING, TAKEN)  # nobody has signed `pulled` for it
AT_A_COUNTER = (*NOT_BEGUN, *IN_HAND)  # on its way through an institution's desk
OPEN_TASK = (TAKEN, PULLED, PRINTED, RECALLING)
FINISHED = (DELIVERED, NOT_ACCEPTED, FAILED)
CAME_BACK = (NOT_ACCEPTED, FAILED)
SERVED = (PULLED, PRINTED, *FINISHED)  # a liaison's grant is served from her `pulled` on
HAS_BEEN_HERS = (*SERVED, RECALLING, RECALLED)  # what a liaison's part in a case rests on
GRANTED_AGAIN = (OFFERED, OPENED, *AT_A_COUNTER)  # to a newer card, or a desk's newer key
OFFERED_TO_HER = (OFFERED, OPENED)  # what a victim finds

_BY_LIAISON = {
    (TAKEN, PULLED): PULLED,
    (PULLED, PRINTED): PRINTED,
    (PULLED, FAILED): FAILED,
    (PRINTED, PRINTED): PRINTED,
    **{(PRINTED, outcome): outcome for outcome in FINISHED},
    (RECALLING, RECALLED): RECALLED,
    (RECALLING, DELIVERED): DELIVERED,  # it had been handed over before the recall was seen
}


def after_handled(state: str, outcome: str) -> str:
    """Return the delivery's state after a `handled` statement.

    A task is pulled, printed, and then ends as delivered, not-accepted or failed; a recall ends as recalled, or as
    delivered where it came too late; where the mediator delivers in person it ends at once. Raises StateMoved for any
    other step.
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
