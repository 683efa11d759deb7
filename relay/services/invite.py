"""Register an invitation; its secret stays with the inviter."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from relay.domain.account_refusals import InvitationTaken, TooManyInvitations
from relay.domain.inviting import may_invite, whole
from relay.errors import NotFound
from relay.storage import cases, institutions, invitations
from relay.storage.models_accounts import InvitationRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.domain.inviting import Offer
    from relay.domain.person import Person
    from relay.settings import Limits


def invite(session: Session, person: Person, invite_id: str, offer: Offer, *, limits: Limits, clock: Clock) -> datetime:
    """Keep what an invitation offers, and return when it expires.

    invite_id: b64 of the 16 random bytes the inviter's device drew. Raises Forbidden, WrongRole, Refused,
    NotFound for a case or institution that is not theirs, TooManyInvitations, InvitationTaken.
    """
    may_invite(person, offer)
    whole(offer)
    _require_place(session, person, offer)
    now = clock.now()
    if invitations.count_open(session, person.person, now) >= limits.invitations_open:
        raise TooManyInvitations("open")
    return register_invitation(session, invite_id, offer, inviter=person.person, now=now, days=limits.invitation_days)


def register_invitation(
    session: Session, invite_id: str, offer: Offer, *, inviter: str, now: datetime, days: int
) -> datetime:
    """Keep an invitation whose inviter may make it (the root's come through the operator). Raises InvitationTaken."""
    if invitations.find(session, invite_id) is not None:
        raise InvitationTaken("id")
    expires = now + timedelta(days=days)
    session.add(
        InvitationRow(
            id=invite_id,
            inviter=inviter,
            role=offer.role,
            case_code=offer.case,
            party=offer.party,
            desk=offer.desk,
            lang=offer.lang,
            created_at=now,
            expires_at=expires,
        )
    )
    return expires


def take_back_invitation(session: Session, person: Person, invite_id: str) -> None:
    """Delete one's own invitation before anybody used it. Raises NotFound."""
    if not invitations.take_back(session, invite_id, person.person):
        raise NotFound("invitation")


def _require_place(session: Session, person: Person, offer: Offer) -> None:
    if offer.case is not None:
        case = cases.find(session, offer.case)
        if case is None or (person.role == "mediator" and case.mediator != person.card):
            raise NotFound("case")
    if offer.desk is not None and institutions.find(session, offer.desk.removeprefix("institution/")) is None:
        raise NotFound("institution")
