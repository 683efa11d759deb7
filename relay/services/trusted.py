"""Roster and desks as the rules need them: verified once a process and head, then one query for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.account_refusals import NoRoot
from relay.domain.case import Desk
from relay.protocol import b64
from relay.services.remembered import Remembered
from relay.services.verified_custody import verified_custody
from relay.services.verified_roster import verified_roster
from relay.storage.heads import heads

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy.orm import Session

    from relay.protocol.custody import Custody
    from relay.protocol.roster import Roster


@dataclass(frozen=True)
class TrustedDesk:
    """A desk's verified chain, and what the rules know of it under one roster."""

    custody: Custody
    facts: Desk


@dataclass(frozen=True)
class Trusted:
    """The verified roster and the desks asked for."""

    roster: Roster
    desks: Mapping[str, TrustedDesk]

    def stands(self, card: str) -> bool:
        """Tell whether a staff card (digest, b64) is endorsed and not revoked."""
        return self.roster.stands(b64.decode(card))


# whether a desk may be sealed to depends on both heads, so both together name what is kept
_rosters: Remembered[Roster] = Remembered(16)
_desks: Remembered[TrustedDesk] = Remembered(4096)


def read_trusted(session: Session, names: Collection[str]) -> Trusted:
    """Return the roster and these desks, all verified (protocol.md §2, §6).

    Raises NoRoot before the root is published, ProtocolError where the rows are no valid chain.
    """
    found = heads(session, names)
    if found is None:
        raise NoRoot("root")
    instance, head = b64.decode(found.instance), found.roster.encode("ascii")
    roster = _rosters.get(instance, head) or _rosters.keep(instance, head, verified_roster(session))
    desks = {name: _desk(session, name, roster, found.desks.get(name, name)) for name in names}
    return Trusted(roster, desks)


def _desk(session: Session, name: str, roster: Roster, head: str) -> TrustedDesk:
    """Return one desk; head: its chain's last digest, or its name while it has no chain."""
    owner, place = roster.instance + roster.head, head.encode("ascii")
    known = _desks.get(owner, place)
    if known is not None:
        return known
    custody = verified_custody(session, name, roster)
    return _desks.keep(owner, place, TrustedDesk(custody, _facts(custody, roster)))


def _facts(custody: Custody, roster: Roster) -> Desk:
    newest = custody.newest
    if newest is None:
        return Desk(custody.desk, 0, "", frozenset(), frozenset())
    return Desk(
        name=custody.desk,
        epoch=newest.number,
        key_id=newest.key_id if custody.sealable(roster) else "",
        assigned=frozenset(map(b64.encode, newest.assigned)),
        holders=frozenset(map(b64.encode, newest.holders)),
    )
