"""What a desk needs before it can be sealed to again, or before all who are assigned to it hold it (protocol.md §6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.protocol.epoch import duty_role

if TYPE_CHECKING:
    from relay.protocol.custody import Custody
    from relay.protocol.epoch import Epoch
    from relay.protocol.roster import Roster

ASSIGN = "assign"  # a case: its mediator's card is revoked, another one is assigned
NOBODY = "nobody"  # an institution or the office: nobody who stands is left there
REOPEN = "reopen"  # somebody assigned is revoked: a new epoch for those who are left
ADD = "add"  # the office: an officer came since, who is not assigned to its desk yet
RENEW = "renew"  # who signed for somebody's assignment is revoked: another officer signs again
OPEN = "open"  # assigned, and its key still to be made by one of them
SHARE = "share"  # open, and to be shared with those who do not hold it

BY_OFFICER = frozenset({ASSIGN, NOBODY, REOPEN, ADD, RENEW})


@dataclass(frozen=True)
class Need:
    """One desk's next step; cards: digests of those who stand and whom it is about, in a fixed order."""

    desk: str
    what: str
    cards: tuple[bytes, ...]

    def as_seen_by(self, officer: bytes) -> str:
        """Return what it is to an officer (card digest): who has the office's desk need not wait, she can give it."""
        has_it = duty_role(self.desk) == "officer" and officer not in self.cards
        return ADD if self.what == SHARE and has_it else self.what


def need_of(custody: Custody, roster: Roster) -> Need | None:
    """Work out what a desk needs next; None where nothing does, or where nobody was ever assigned to it."""
    newest = custody.newest
    if newest is None:
        return None
    people = _people(custody.desk, newest, roster)
    of_case = duty_role(custody.desk) == "mediator"
    if not people:
        return Need(custody.desk, ASSIGN if of_case else NOBODY, ())
    if newest.closed or not all(map(roster.stands, newest.assigned)) or _stopped_half_way(custody, newest, roster):
        return Need(custody.desk, ASSIGN if of_case else REOPEN, people)
    return _of_standing(custody.desk, newest, people, roster)


def _people(desk: str, newest: Epoch, roster: Roster) -> tuple[bytes, ...]:
    """Return who stands of those whose desk it is: the office's is every officer's, from the root's endorsement on."""
    officers = roster.all_standing("officer") if duty_role(desk) == "officer" else ()
    standing = {card for card in newest.assigned if roster.stands(card)}
    return tuple(sorted(standing.union(card.digest for card in officers)))


def _stopped_half_way(custody: Custody, newest: Epoch, roster: Roster) -> bool:
    """Tell whether a new epoch was begun and not everybody who is left is assigned to it yet."""
    if newest.box or duty_role(custody.desk) == "mediator" or newest.number == 1:
        return False
    before = custody.epochs[newest.number - 2].assigned
    return any(roster.stands(card) and card not in newest.assigned for card in before)


def _of_standing(desk: str, newest: Epoch, people: tuple[bytes, ...], roster: Roster) -> Need | None:
    came = tuple(card for card in people if card not in newest.assigned)
    standing = tuple(card for card in people if card in newest.assigned)
    unsigned = tuple(card for card in standing if not _signer_stands(newest.assigned[card], roster))
    if unsigned:
        return Need(desk, RENEW, unsigned)
    if came:
        return Need(desk, ADD, came)
    if not newest.box:
        return Need(desk, OPEN, standing)
    without = tuple(card for card in standing if card not in newest.holders)
    return Need(desk, SHARE, without) if without else None


def _signer_stands(sign: bytes, roster: Roster) -> bool:
    card = roster.card_by_sign(sign)
    return card is not None and roster.stands(card.digest)
