"""Who may invite whom (design.md §2, protocol.md §7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.refusals import WrongRole
from relay.errors import Forbidden, Refused

if TYPE_CHECKING:
    from datetime import datetime

    from relay.domain.person import Person


@dataclass(frozen=True)
class Offer:
    """What an invitation offers: a role; for a victim her case and party, for a liaison the institution's desk."""

    role: str
    lang: str
    case: str | None = None
    party: str | None = None
    desk: str | None = None


def may_invite(person: Person, offer: Offer) -> None:
    """Check role against role: officers invite staff and victims, mediators victims, nobody else invites.

    Raises Forbidden for somebody who never invites, WrongRole for another's role to give.
    """
    if person.role not in ("officer", "mediator"):
        raise Forbidden("invite")
    allowed = ("mediator", "liaison", "victim") if person.role == "officer" else ("victim",)
    if offer.role not in allowed:
        raise WrongRole("invite role")


def may_accept(person: Person, role: str) -> None:
    """Check that somebody with an account may answer an invitation for this role: a victim, to another case.

    Raises Forbidden for staff, whose cards are each for one duty, and while nobody has signed for her first one;
    WrongRole for an invitation to work here.
    """
    if person.role != "victim" or not person.confirmed:
        raise Forbidden("accept an invitation")
    if role != "victim":
        raise WrongRole("an invitation for staff")


def whole(offer: Offer) -> None:
    """Check that an offer has just what its role needs. Raises Refused."""
    needs = {"victim": (True, True, False), "liaison": (False, False, True)}.get(offer.role, (False, False, False))
    if (offer.case is not None, offer.party is not None, offer.desk is not None) != needs:
        raise Refused("invitation of another shape")


def state_of(*, card: str | None, confirmed_at: datetime | None, expires_at: datetime, now: datetime) -> str:
    """Return how far an invitation is: open, joined, confirmed or expired."""
    if confirmed_at is not None:
        return "confirmed"
    if card is not None:
        return "joined"
    return "open" if expires_at > now else "expired"
