"""Verify a desk's custody chain as it stands in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.protocol import b64
from relay.protocol.custody import Custody
from relay.services.remembered import Remembered
from relay.services.verified_roster import verified_roster
from relay.storage import custody as rows
from relay.storage import trust

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.protocol.roster import Roster

# a chain that was valid stays valid while the roster grows: both only ever grow (protocol.md §6)
_cache: Remembered[Custody] = Remembered(2048)


def verified_custody(session: Session, desk: str, roster: Roster | None = None) -> Custody:
    """Return a desk's whole chain, every signature and power checked (protocol.md §6); empty for an unknown desk.

    roster: the verified roster where the caller has it. Verified once a process and head; then one query.
    Raises ProtocolError for what is no desk's name or where the rows are no valid chain.
    """
    roster = roster or verified_roster(session)
    row = rows.desk(session, desk)
    if row is None:
        return Custody.start(desk, roster.instance)
    return _cache.get(roster.instance, b64.decode(row.head, 32)) or _catch_up(session, desk, roster)


def remember_custody(custody: Custody) -> None:
    """Keep a chain that was just verified and appended to."""
    _cache.keep(custody.instance, custody.head, custody)


def _catch_up(session: Session, desk: str, roster: Roster) -> Custody:
    custody = _longest_known(session, desk, roster.instance)
    for entry in rows.after(session, desk, custody.length):
        custody = custody.append(trust.signed(entry.entry, entry.signature), roster)
    remember_custody(custody)
    return custody


def _longest_known(session: Session, desk: str, instance: bytes) -> Custody:
    for digest in reversed(rows.digests(session, desk)):
        known = _cache.get(instance, b64.decode(digest, 32))
        if known is not None:
            return known
    return Custody.start(desk, instance)
