"""What a withdrawal can still take back, by how far each way of a message has come (R5; design.md §4)."""

from __future__ import annotations

from relay.domain import deliveries


def after_withdrawal(state: str, *, served: bool, on_paper: bool = True) -> str:
    """Return a delivery's state after its message was withdrawn.

    state: before; served: a victim was served it, or somebody at the counter who works there no more; on_paper: it went
    to a counter, and was not for the mediator to bring. What nobody has seen is gone; what staff may have on paper is
    recalled until they confirm; what was served, opened or handed over stays as it is.
    """
    if state == deliveries.OFFERED:
        return state if served else deliveries.GONE
    if state in deliveries.NOT_BEGUN:
        return deliveries.RECALLING if served else deliveries.GONE
    if state == deliveries.IN_PERSON:
        return deliveries.GONE
    if state in (deliveries.PULLED, deliveries.PRINTED, deliveries.NOT_ACCEPTED, deliveries.FAILED):
        return deliveries.RECALLING if on_paper else deliveries.GONE
    return state


def stays(state: str) -> bool:
    """Tell by a delivery's state after a withdrawal whether its recipient keeps what she was given."""
    return state in (deliveries.OFFERED, deliveries.OPENED, deliveries.DELIVERED)
