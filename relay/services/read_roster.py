"""Show the roster with the cards that its reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.services.read_card import may_be_shown
from relay.services.read_root import read_root
from relay.storage import trust

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from relay.domain.person import Person
    from relay.storage.models_accounts import CardRow
    from relay.storage.models_trust import RootRow, RosterRow


@dataclass(frozen=True)
class RosterPage:
    """Entries after a position and cards they name; length and head (b64) are the whole roster's."""

    root: RootRow
    entries: Sequence[RosterRow]
    cards: Sequence[CardRow]
    length: int
    head: str


def read_roster(session: Session, person: Person, *, after: int) -> RosterPage:
    """Return the roster after a position; a victim gets no liaison's card (design.md §10.6). Raises NoRoot."""
    root = read_root(session)
    entries = trust.roster_after(session, after)
    cards = [
        card for card in trust.cards(session, (entry.card_digest for entry in entries)) if may_be_shown(card, person)
    ]
    length, head = trust.roster_head(session) or (0, root.instance)
    return RosterPage(root, entries, cards, length, head)
