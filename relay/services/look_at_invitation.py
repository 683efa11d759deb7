"""Look at an invitation before joining."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.account_refusals import InvitationUnknown, NoRoot
from relay.domain.inviting import state_of
from relay.storage import invitations, trust

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock


@dataclass(frozen=True)
class Invitation:
    """What whoever has the link may know before joining; case: whether it is for a case, not for which."""

    role: str
    lang: str
    state: str
    case: bool
    root_card: str
    root_signature: str


def look_at_invitation(session: Session, invite: str, *, clock: Clock) -> Invitation:
    """Return what an invitation offers. Raises InvitationUnknown for an unknown or expired one, NoRoot."""
    row = invitations.find(session, invite)
    root = trust.root(session)
    if root is None:
        raise NoRoot("root")
    if row is None:
        raise InvitationUnknown("unknown")
    state = state_of(card=row.card_digest, confirmed_at=row.confirmed_at, expires_at=row.expires_at, now=clock.now())
    if state == "expired":
        raise InvitationUnknown("expired")
    return Invitation(row.role, row.lang, state, row.case_code is not None, root.card, root.signature)
