"""Join another case with the account one has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain.account_refusals import CardKnown, InvitationUnknown
from relay.domain.inviting import may_accept
from relay.storage import access, invitations

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.domain.person import Person


def accept_invitation(session: Session, person: Person, invite_id: str, mac: str, *, clock: Clock) -> bool:
    """Keep, for the inviter, that a victim's present card answers an invitation to another case.

    mac: b64 of 32 bytes over that card, made with the link (protocol.md §7). The same again is accepted again.
    Returns False where another card came on this invitation: that a second one came is kept for the inviter, so the
    caller commits, then refuses. Raises Forbidden, WrongRole, InvitationUnknown, CardKnown for a case of hers already.
    """
    invitation = invitations.lock(session, invite_id)
    may_accept(person, invitation.role if invitation else "victim")
    if invitation is None or (invitation.card_digest is None and invitation.expires_at <= clock.now()):
        raise InvitationUnknown("unknown or expired")
    if invitation.card_digest is not None:
        again = invitation.card_digest == person.card and invitation.mac == mac
        invitation.extra_card = invitation.extra_card or not again
        return again
    code = invitation.case_code or ""
    if access.victim_case(session, person.person, code) or access.invited_party(session, person.card, code):
        raise CardKnown("a party of this case already")
    invitation.card_digest, invitation.mac, invitation.joined_at = person.card, mac, clock.now()
    session.flush()
    return True
