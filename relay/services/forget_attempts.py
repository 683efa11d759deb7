"""Forget wrong sign-ins that lie long enough back to count for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain.attempts import FORGOTTEN_AFTER
from relay.storage import attempts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock


def forget_attempts(session: Session, *, clock: Clock) -> None:
    """Delete the counts that the next attempt would start anew."""
    attempts.forget_older(session, clock.now() - FORGOTTEN_AFTER)
