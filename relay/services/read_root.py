"""Show the programme's root card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain.account_refusals import NoRoot
from relay.storage import trust

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.storage.models_trust import RootRow


def read_root(session: Session) -> RootRow:
    """Return the root card, which anybody may pin. Raises NoRoot before it is published."""
    row = trust.root(session)
    if row is None:
        raise NoRoot("root")
    return row
