"""In which capacities a person acts in one case (protocol.md §5, "Mediator" and "liaison")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.case import OFFENDER
from relay.domain.refusals import CaseUnknown

if TYPE_CHECKING:
    from relay.domain.case import Case, Desk


@dataclass(frozen=True)
class Actor:
    """The signed-in person with her own verified card.

    card: digest, sign: signing key (both b64); key_id: of the card's box key; stands: endorsed and not
    revoked (staff), always true for a victim: her party statement decides.
    """

    person: str
    role: str
    card: str
    sign: str
    key_id: str
    stands: bool


@dataclass(frozen=True)
class Capacity:
    """What one person is in one case; all empty: nothing.

    assigned: named by the newest `assign` of the case desk; holder: has opened it too; party: her victim
    party, or ""; liaison: holds the institution's desk that the offender's newest `party` names.
    """

    officer: bool = False
    assigned: bool = False
    holder: bool = False
    liaison: bool = False
    party: str = ""

    @property
    def any(self) -> bool:
        """Tell whether this person has to do with the case at all."""
        return self.officer or self.assigned or self.liaison or bool(self.party)


def capacity(actor: Actor, case: Case, institution: Desk | None) -> Capacity:
    """Work out what a person is in a case.

    institution: the desk that the newest `party` of the offender names, or None.
    """
    if actor.role == "victim":
        return Capacity(party=_own_party(actor, case))
    if not actor.stands:
        return Capacity()
    assigned = actor.role == "mediator" and actor.card in case.desk.assigned
    return Capacity(
        officer=actor.role == "officer",
        assigned=assigned,
        holder=assigned and actor.card in case.desk.holders,
        liaison=actor.role == "liaison" and institution is not None and actor.card in institution.holders,
    )


def required(found: Capacity) -> Capacity:
    """Return a capacity that is not empty; raises CaseUnknown: an unknown case and a foreign one are alike (R8)."""
    if not found.any:
        raise CaseUnknown("not in this case")
    return found


def _own_party(actor: Actor, case: Case) -> str:
    named = (party.party for party in case.parties.values() if party.party != OFFENDER and party.card == actor.card)
    return next(named, "")
