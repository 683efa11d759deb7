"""Find the desks that need somebody: after a revocation, or with a new colleague."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from relay.domain.desk_needs import ADD, BY_OFFICER, SHARE, need_of
from relay.protocol import b64
from relay.services.trusted import read_trusted
from relay.services.verified_roster import verified_roster
from relay.storage import desk_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from relay.domain.desk_needs import Need
    from relay.domain.person import Person
    from relay.protocol.roster import Roster

OFFICE = "office"
TO_OFFICERS = (ADD, SHARE)  # what she waits for until a colleague who has the desk comes


def unsound_desks(session: Session, person: Person) -> tuple[Need, ...]:
    """Return what revocations left for an officer to do, desk by desk, and what keeps the office's desk from her."""
    unsound = desk_pages.unsound(session, _revoked_officers(verified_roster(session)))
    found = _needs(session, sorted({*unsound, OFFICE}))
    own = b64.decode(person.card, 32)
    return tuple(need for need in found if need.desk in unsound or (need.what in TO_OFFICERS and own in need.cards))


def case_need(session: Session, code: str) -> str:
    """Return what the office has to do about a case's desk: assign, renew, or "" for nothing."""
    found = {need.what for need in _needs(session, (f"case/{code}",))}
    return next(iter(found & BY_OFFICER), "")


def desk_needs(session: Session, *, leaving: str = "") -> tuple[Need, ...]:
    """Return what any desk of the office or an institution needs, and each case's that revocations left unsound.

    leaving: digest (b64) of an officer's card, as if it were revoked: what is better done before it is.
    """
    roster = _without(verified_roster(session), leaving)
    unsound = desk_pages.unsound(session, _revoked_officers(roster))
    return _needs(session, sorted({*unsound, *desk_pages.of_staff(session)}), leaving)


def _needs(session: Session, names: Sequence[str], leaving: str = "") -> tuple[Need, ...]:
    if not names:
        return ()
    trusted = read_trusted(session, names)
    roster = _without(trusted.roster, leaving)
    found = (need_of(trusted.desks[name].custody, roster) for name in names)
    return tuple(need for need in found if need is not None)


def _without(roster: Roster, leaving: str) -> Roster:
    return replace(roster, revoked=roster.revoked | {b64.decode(leaving, 32)}) if leaving else roster


def _revoked_officers(roster: Roster) -> list[str]:
    cards = (roster.card_by_digest(digest) for digest in sorted(roster.revoked))
    return [b64.encode(card.sign) for card in cards if card is not None and card.role == "officer"]
