"""Bring what the offline root made onto the server, and hand back who joined on its invitations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relay.domain.inviting import Offer
from relay.protocol import b64
from relay.protocol.roster import read_entry
from relay.services.append_roster import append_roster
from relay.services.invite import register_invitation
from relay.services.publish_root import publish_root
from relay.services.verified_roster import verified_roster
from relay.storage import invitations, trust

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.protocol.card import Card
    from relay.protocol.signed import Signed

FIRST_PAGE = 1000  # the root invites a handful of officers, ever


@dataclass(frozen=True)
class Arrived:
    """A card that came on one of the root's invitations, with its MAC (b64), for `relay keys endorse` to verify.

    extra_card: somebody tried to join with the same link a second time (protocol.md §7).
    """

    invite: str
    card: str
    card_signature: str
    mac: str
    extra_card: bool


@dataclass(frozen=True)
class Publication:
    """What the root made: its card, the whole roster so far, and the officers it invites (id, lang)."""

    root: Signed
    roster: Sequence[Signed] = ()
    invitations: Sequence[tuple[str, str]] = field(default=())


def publish(session: Session, what: Publication, *, invitation_days: int, clock: Clock) -> list[Arrived]:
    """Install the root, register its invitations, append its roster entries; what is known already stays.

    Returns the cards that came on the root's invitations so far.
    Raises ProtocolError, Refused, Conflict for another root or an entry that does not continue the chain.
    """
    root = publish_root(session, what.root)
    for invite, lang in what.invitations:
        if invitations.find(session, invite) is None:
            offer = Offer("officer", lang)
            register_invitation(session, invite, offer, inviter=root.person, now=clock.now(), days=invitation_days)
    known = set(trust.roster_digests(session))
    for signed in what.roster:
        if _digest(signed) not in known:
            append_roster(session, None, signed, clock=clock)
    session.flush()
    verified_roster(session)
    return _joined(session, root)


def _joined(session: Session, root: Card) -> list[Arrived]:
    return [
        Arrived(row.id, card.card, card.signature, row.mac or "", row.extra_card)
        for row, card in invitations.page(session, root.person, None, FIRST_PAGE)
        if card is not None
    ]


def _digest(signed: Signed) -> str:
    return b64.encode(read_entry(signed).digest)
