"""Show one card to whoever may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.errors import NotFound
from relay.storage import access, trust

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.storage.models_accounts import CardRow


def read_card_for(session: Session, person: Person, digest: str) -> CardRow:
    """Return a card that this person may see.

    Endorsed staff's: anybody signed in, but a liaison's to no victim (design.md §10.6). A victim's, or one not yet
    confirmed: officers, its owner, whoever invited it and the mediator assigned to its case; never a liaison. A
    party's earlier card: also who has its place, or her ledger could not be verified.
    Raises NotFound for an unknown card and for one that is not theirs to see.
    """
    card = next(iter(trust.cards(session, [digest])), None)
    if card is None or not _may_see(session, person, card):
        raise NotFound("card")
    return card


def may_be_shown(card: CardRow, person: Person) -> bool:
    """Tell whether a staff card is for this reader at all: who works in an institution is no victim's to know."""
    return person.role != "victim" or card.role != "liaison"


def _may_see(session: Session, person: Person, card: CardRow) -> bool:
    if not may_be_shown(card, person):
        return False
    if card.digest == person.card or access.ever_endorsed(session, card.digest):
        return True
    if not person.confirmed or person.role == "liaison":
        return False
    if person.role == "victim":
        return access.party_before(session, person.person, card.digest)
    return (
        person.role == "officer"
        or access.invited(session, person.person, card.digest)
        or access.party_of_mediator(session, person.card, card.digest)
    )
