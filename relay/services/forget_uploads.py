"""Forget sealed bodies whose message never came: what is withdrawn leaves no copy behind for ever (R5)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from relay.storage import uploads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock


def forget_uploads(session: Session, *, days: int, clock: Clock) -> Sequence[str]:
    """Delete what has waited longer; a client whose message comes after all puts its body again.

    Returns files to discard once this is committed.
    """
    return uploads.forget_older(session, clock.now() - timedelta(days=days))
