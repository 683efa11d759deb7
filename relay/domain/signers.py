"""Who may sign which statement (protocol.md §5, column "signer")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain.case import OFFENDER
from relay.domain.refusals import WrongRole

if TYPE_CHECKING:
    from relay.domain.capacity import Capacity

PORTAL = "portal"
_FOR_OFFENDER = ("spoken", "written")


def officer(who: Capacity) -> None:
    """Raise WrongRole unless this is an officer."""
    _require(who.officer)


def officer_or_mediator(who: Capacity) -> None:
    """Raise WrongRole unless this is an officer or the assigned mediator."""
    _require(who.officer or who.assigned)


def assigned(who: Capacity) -> None:
    """Raise WrongRole unless this is the mediator of the newest epoch, opened or not."""
    _require(who.assigned)


def mediator(who: Capacity) -> None:
    """Raise WrongRole unless this is the present holder of the case desk."""
    _require(who.holder)


def party(who: Capacity, named: str, how: str) -> None:
    """Check who speaks for a party: a victim for herself, staff for the offender, with the right `how`.

    Raises WrongRole.
    """
    if named == OFFENDER:
        _require((who.holder or who.liaison) and how in _FOR_OFFENDER)
    else:
        _require(bool(who.party) and who.party == named and how == PORTAL)


def _require(allowed: bool) -> None:  # noqa: FBT001 - a condition, not an option
    if not allowed:
        raise WrongRole("this part in the case does not sign this")
