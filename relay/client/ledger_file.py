"""Verify an exported ledger without a network: `relay act … ledger CASE -o FILE` wrote it (protocol.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.client import wire
from relay.client.desks import case_desk
from relay.client.errors import Untrusted
from relay.client.ledger_rules import Evidence, Ledger
from relay.client.ledgers import append_item
from relay.protocol.card import read_card
from relay.protocol.custody import Custody
from relay.protocol.roster import Roster, append_served

if TYPE_CHECKING:
    from relay.client.http import Json
    from relay.protocol.card import Card
    from relay.protocol.signed import Signed


def verify_file(content: Json) -> tuple[Ledger, Card]:
    """Verify roster, custody and ledger of an exported file; return the ledger and the root all rests on.

    Whoever calls compares the root with the one they pinned. Raises Untrusted.
    """
    with wire.believing():
        root = read_card(wire.signed(_object(content, "root"), "card"))
        served = _object(content, "roster")
        staff = {card.digest: card for card in map(_card, wire.objects(served, "cards"))}
        roster = Roster.start(root)
        for item in wire.objects(served, "entries"):
            roster = append_served(roster, _entry(item), staff)
        written = _object(content, "ledger")
        ledger = Ledger.start(roster.instance, wire.text(written, "name"))
        chain = [_entry(item) for item in wire.objects(_object(content, "custody"), "entries")]
        custody = Custody.build(case_desk(ledger.case), roster.instance, chain, roster)
    victims = {card.digest: card for card in map(_card, wire.objects(content, "cards"))}
    for item in wire.objects(written, "entries"):
        ledger = append_item(ledger, item, Evidence(roster, custody, victims))
    if wire.raw(written, "link", 32) != ledger.link:
        raise Untrusted("a ledger that does not end as it says")
    return ledger, root


def _object(content: Json, key: str) -> Json:
    value = content.get(key)
    if not isinstance(value, dict):
        raise Untrusted(f"no {key} in the file")
    return value


def _card(item: Json) -> Card:
    return read_card(wire.signed(item, "card"))


def _entry(item: Json) -> Signed:
    return wire.signed(item, "entry", "signature")
