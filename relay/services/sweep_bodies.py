"""Remove sealed bodies that a crash left behind: files without a row were never acknowledged (R10)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from relay.storage import uploads

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.storage.bodies import Bodies

STILL_UNDER_WAY = timedelta(days=1)  # another node's upload may have begun before its row is written


def sweep_bodies(session: Session, bodies: Bodies, *, clock: Clock) -> int:
    """Remove what no message and no waiting upload refers to, once it is a day old; return how many files."""
    older_than = (clock.now() - STILL_UNDER_WAY).timestamp()
    return bodies.sweep(uploads.files_in_use(session), older_than=older_than)
