"""Verify the roster as it stands in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.domain.account_refusals import NoRoot
from relay.protocol import b64
from relay.protocol.card import read_card
from relay.protocol.identity import instance_of
from relay.protocol.roster import ENDORSE, Roster
from relay.services.remembered import Remembered
from relay.storage import trust

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.storage.models_trust import RootRow

_cache: Remembered[Roster] = Remembered(64)


def verified_roster(session: Session) -> Roster:
    """Return the whole roster, every signature and power checked (protocol.md §2).

    Verified once a process and head; then two small queries. Raises NoRoot before the root is published,
    ProtocolError where the rows are no valid chain.
    """
    root = trust.root(session)
    if root is None:
        raise NoRoot("root")
    head = trust.roster_head(session)
    instance = b64.decode(root.instance, 32)
    known = _cache.get(instance, instance if head is None else b64.decode(head[1], 32))
    return known or _catch_up(session, root)


def remember_roster(roster: Roster) -> None:
    """Keep a roster that was just verified and appended to."""
    _cache.keep(roster.instance, roster.head, roster)


def _catch_up(session: Session, root: RootRow) -> Roster:
    roster = _longest_known(session, root)
    entries = trust.roster_after(session, roster.length)
    rows = trust.cards(session, (entry.card_digest for entry in entries))
    cards = {row.digest: trust.signed(row.card, row.signature) for row in rows}
    for entry in entries:
        card = read_card(cards[entry.card_digest]) if entry.act == ENDORSE else None
        roster = roster.append(trust.signed(entry.entry, entry.signature), card)
    remember_roster(roster)
    return roster


def _longest_known(session: Session, root: RootRow) -> Roster:
    root_card = read_card(trust.signed(root.card, root.signature))
    instance = instance_of(root_card.sign)
    for digest in reversed(trust.roster_digests(session)):
        known = _cache.get(instance, b64.decode(digest, 32))
        if known is not None:
            return known
    return Roster.start(root_card)
