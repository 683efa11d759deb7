"""A mediator's reviews that nothing else goes with: held, declined, approved (protocol.md §5 `review`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.client import messages, read, statements

if TYPE_CHECKING:
    from relay.client.session import Session


def hold(session: Session, message: str, *, until: str = "") -> None:
    """Hold a message back, until a date (YYYY-MM-DD) or without one. Raises Refusal, Untrusted."""
    _review(session, message, "held", until)


def decline(session: Session, message: str) -> None:
    """Decline to pass a message on; its author reads only what the mediator writes. Raises Refusal, Untrusted."""
    _review(session, message, "declined")


def approve(session: Session, message: str) -> None:
    """Find a message fit to be released. Raises Refusal, Untrusted."""
    _review(session, message, "approved")


def _review(session: Session, message: str, to: str, until: str = "") -> None:
    read.sign_reading(session, message)
    _, context = messages.fetch_envelope(session, message)
    statements.post(session, [statements.sign(session, "review", context.case, message=message, to=to, until=until)])
