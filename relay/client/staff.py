"""Who works here, as the verified roster says; people name one another by fingerprint (protocol.md §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.client.errors import NotPossible

if TYPE_CHECKING:
    from relay.client.session import Session
    from relay.protocol.card import Card


def staff(session: Session) -> list[tuple[Card, bool]]:
    """Return everybody's card who was ever endorsed, in that order, and whether it stands. Raises Untrusted."""
    known = session.trust.roster()
    return [(card, known.stands(card.digest)) for card in known.cards.values() if card.role != "root"]


def staff_card(session: Session, fingerprint: str) -> Card:
    """Find whose fingerprint this is; spaces do not matter. Raises NotPossible, Untrusted."""
    digits = "".join(fingerprint.split())
    found = next((card for card, _ in staff(session) if "".join(card.fingerprint.split()) == digits), None)
    if found is None:
        raise NotPossible("nobody here has this fingerprint")
    return found
