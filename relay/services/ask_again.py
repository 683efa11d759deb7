"""Put back before mediators what waits at an institution for a key that nobody there has (protocol.md §4.5, §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.storage import deliveries, messages

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.protocol.custody import Custody
    from relay.protocol.roster import Roster


def ask_again(session: Session, desk: Custody, roster: Roster) -> None:
    """Let each mediator see, in her tray, what she released to a desk and nobody who works there now can open.

    She releases it again, to the desk's newest key; it stands there until she does, or it is withdrawn or over.
    """
    keys = _keys_there(desk, roster)
    for message, mediator in deliveries.under_way(session, desk.desk):
        if not messages.granted_keys(session, message.id) & keys:
            message.tray = mediator
    session.flush()


def _keys_there(desk: Custody, roster: Roster) -> frozenset[str]:
    """Return the desk's keys, earlier ones too, of those who stand and are assigned to its newest epoch."""
    if desk.newest is None:
        return frozenset()
    there = {card for card in desk.newest.assigned if roster.stands(card)}
    return frozenset(epoch.key_id for epoch in desk.epochs if there.intersection(epoch.holders))
