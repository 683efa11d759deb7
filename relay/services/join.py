"""Make an account on an invitation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relay.domain.account_refusals import CardKnown, InvitationUnknown, NameTaken
from relay.domain.hashing import AUTH, keyed, same
from relay.domain.refusals import WrongRole
from relay.protocol import b64
from relay.protocol.card import read_card
from relay.protocol.passphrase import normal_name
from relay.services.note import note
from relay.services.start_session import Started, start_session
from relay.storage import invitations, people, trust
from relay.storage.models_accounts import PersonRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.protocol.card import Card
    from relay.protocol.signed import Signed
    from relay.storage.models_accounts import InvitationRow


@dataclass(frozen=True)
class Arrival:
    """What a joining browser sends: the card with its MAC, the sign-in secret and the wrapped seeds (72 bytes)."""

    invite: str
    sign_in: str = field(repr=False)
    auth: bytes = field(repr=False)
    wrapped_seed: bytes = field(repr=False)
    person: str
    card: Signed = field(repr=False)
    mac: str = field(repr=False)
    recovery_auth: bytes | None = field(repr=False)
    recovery_seed: bytes | None = field(repr=False)
    lang: str
    device: str


def join(session: Session, arrival: Arrival, *, pepper: bytes, clock: Clock) -> Started | None:
    """Make the account, keep the card and its MAC for the inviter, and sign the person in: all or nothing.

    The same card and secret again (an answer was lost) signs in again. Returns None where another card was
    made on this invitation: that a second one came is kept for the inviter, so the caller commits, then refuses.
    Raises InvitationUnknown, NameTaken, CardKnown, ProtocolError, WrongRole for a card of another role.
    """
    card = read_card(arrival.card)
    invitation = invitations.lock(session, arrival.invite)
    if invitation is None or (invitation.card_digest is None and invitation.expires_at <= clock.now()):
        raise InvitationUnknown("unknown or expired")
    if card.role != invitation.role or card.person != arrival.person:
        raise WrongRole("card of another role or person")
    if invitation.card_digest is not None:
        return _again(session, invitation, arrival, card, pepper=pepper, clock=clock)
    account = _account(session, invitation, arrival, card, pepper=pepper, clock=clock)
    invitation.card_digest, invitation.mac, invitation.joined_at = account.card_digest, arrival.mac, clock.now()
    session.flush()
    return start_session(session, account, device=arrival.device, clock=clock)


def _account(
    session: Session, invitation: InvitationRow, arrival: Arrival, card: Card, *, pepper: bytes, clock: Clock
) -> PersonRow:
    sign_in = normal_name(arrival.sign_in)
    if people.by_sign_in(session, sign_in) is not None:
        raise NameTaken("sign-in name")
    if people.exists(session, card.person) or people.knows_key(session, b64.encode(card.sign), card.key_id):
        raise CardKnown("person or key")
    trust.add_card(session, card)
    session.flush()
    account = PersonRow(
        person=card.person,
        role=card.role,
        status="joined",
        sign_in=sign_in,
        auth_hash=keyed(arrival.auth, AUTH, pepper),
        wrapped_seed=arrival.wrapped_seed,
        recovery_auth_hash=keyed(arrival.recovery_auth, AUTH, pepper) if arrival.recovery_auth else None,
        recovery_seed=arrival.recovery_seed,
        card_digest=b64.encode(card.digest),
        lang=arrival.lang,
        joined_at=clock.now(),
        inviter=invitation.inviter,
    )
    session.add(account)
    session.flush()
    note(session, account.person, "joined", arrival.device, now=clock.now())
    return account


def _again(
    session: Session, invitation: InvitationRow, arrival: Arrival, card: Card, *, pepper: bytes, clock: Clock
) -> Started | None:
    digest = b64.encode(card.digest)
    account = people.by_card(session, digest) if digest == invitation.card_digest else None
    if account is None or not same(account.auth_hash, keyed(arrival.auth, AUTH, pepper)):
        invitation.extra_card = True
        return None
    return start_session(session, account, device=arrival.device, clock=clock)
