"""What the rules know of a case: small frozen facts, made by services from signed statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.protocol.forms import OFFENDER

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["OFFENDER", "Case", "Consent", "Desk", "Party", "is_victim"]


@dataclass(frozen=True)
class Party:
    """The newest `party` statement of one side.

    card: a victim's card digest (b64), "" when ended or for the offender; desk: the institution's desk
    for the offender, "" where the mediator delivers in person.
    """

    party: str
    card: str
    desk: str


@dataclass(frozen=True)
class Consent:
    """The newest `consent` of a party for one model in one direction; digest: b64, of that statement."""

    digest: str
    given: bool


@dataclass(frozen=True)
class Desk:
    """A desk's newest epoch as verified from its custody chain (protocol.md §6).

    assigned, holders: card digests (b64); key_id: "" while nothing may be sealed to it;
    box: the current key (1,216 bytes, b64) or "".
    """

    name: str
    epoch: int
    key_id: str
    assigned: frozenset[str]
    holders: frozenset[str]

    @property
    def sealable(self) -> bool:
        """Tell whether a client may seal to this desk now."""
        return bool(self.key_id)


@dataclass(frozen=True)
class Case:
    """One case as the rules see it.

    consents: newest by (party, model, direction); prepared: parties with a `prepared` statement.
    """

    code: str
    desk: Desk
    parties: Mapping[str, Party]
    consents: Mapping[tuple[str, str, str], Consent]
    prepared: frozenset[str]


def is_victim(party: str) -> bool:
    """Tell a victim party's name from the offender's."""
    return party.startswith("victim-")
