"""Append one entry to the roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain.account_refusals import StaleRoster
from relay.domain.refusals import WrongRole
from relay.protocol import b64
from relay.protocol.card import read_card
from relay.protocol.roster import ENDORSE, read_entry
from relay.services.confirm import confirm_card, revoke_card
from relay.services.verified_roster import remember_roster, verified_roster
from relay.storage import trust

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.domain.person import Person
    from relay.protocol.roster import Roster
    from relay.protocol.signed import Signed


def append_roster(session: Session, person: Person | None, signed: Signed, *, clock: Clock) -> Roster:
    """Append an endorsement or a revocation where its signer has that power (protocol.md §2).

    person: the officer who signed it and is signed in; None for what the operator publishes (the root's).
    Returns the roster that now stands. The card's account is confirmed, or shut out.
    Raises ProtocolError, WrongRole for somebody else's signature, StaleRoster when prev is not the head.
    """
    entry = read_entry(signed)
    if person is not None and entry.by != b64.decode(person.sign, 32):
        raise WrongRole("roster signer")
    trust.lock_root(session)
    roster = verified_roster(session)
    if entry.prev != roster.head:
        raise StaleRoster("prev")
    digest = b64.encode(entry.card)
    card = next(iter(trust.cards(session, [digest])), None) if entry.act == ENDORSE else None
    grown = roster.append(signed, read_card(trust.signed(card.card, card.signature)) if card else None)
    trust.add_entry(session, entry, grown.length)
    if entry.act == ENDORSE:
        confirm_card(session, digest, clock=clock)
    else:
        revoke_card(session, digest, clock=clock)
    remember_roster(grown)
    return grown
