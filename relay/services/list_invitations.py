"""List one's own invitations with the cards that came on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.errors import NotFound
from relay.storage import invitations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.storage.models_accounts import CardRow, InvitationRow


def list_invitations(
    session: Session, person: Person, *, before: str, size: int
) -> Sequence[tuple[InvitationRow, CardRow | None]]:
    """Return at most size of a person's own invitations, the newest first.

    before: id of the last one of the page before, or "". Raises NotFound for a before that is not theirs.
    """
    if not before:
        return invitations.page(session, person.person, None, size)
    last = invitations.find(session, before)
    if last is None or last.inviter != person.person:
        raise NotFound("invitation")
    return invitations.page(session, person.person, (last.created_at, last.id), size)
