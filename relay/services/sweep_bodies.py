"""Remove sealed bodies that a crash left behind: never acknowledged (R10), or withdrawn and not yet removed (R5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.storage import uploads

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.storage.bodies import Bodies


def sweep_bodies(session: Session, bodies: Bodies, *, clock: Clock) -> int:
    """Remove what no message and no waiting upload refers to; return how many files.

    The caller knows that nobody serves: an upload under way has no row yet.
    """
    return bodies.sweep(uploads.files_in_use(session), older_than=clock.now().timestamp())
