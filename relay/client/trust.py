"""Verify what the server serves, from the root that was pinned at joining (protocol.md §2, §6).

Chains are fetched from where this client stands and appended one by one, so that a long life costs
little; each is compared with what was seen before, and a shorter or forked one is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.client import wire
from relay.client.errors import Untrusted
from relay.client.seen import Seen
from relay.protocol import b64
from relay.protocol.card import Card, read_card
from relay.protocol.custody import Custody
from relay.protocol.identity import instance_of
from relay.protocol.roster import Roster, append_served

if TYPE_CHECKING:
    from relay.client.http import Http, Json


class Trust:
    """Verified roster, custody chains and cards of one programme.

    instance: the pinned programme (32 bytes), or None to pin the root that this server shows first:
    only for somebody who compares its fingerprint.
    """

    def __init__(self, http: Http, instance: bytes | None) -> None:
        self._http = http
        self._instance = instance
        self._roster: Roster | None = None
        self._custody: dict[str, Custody] = {}
        self._cards: dict[bytes, Card] = {}
        self.seen = Seen()

    @property
    def instance(self) -> bytes:
        """Name the programme (32 bytes); asks for the root card where nothing was pinned yet."""
        return self._instance if self._instance is not None else instance_of(self.root().sign)

    def root(self) -> Card:
        """Fetch and pin the root card; raises Untrusted where it is another than the pinned one."""
        if self._roster is None:
            with wire.believing():
                card = read_card(wire.signed(self._http.get("/root"), "card"))
                roster = Roster.start(card)
            if self._instance not in (None, roster.instance):
                raise Untrusted("another root than the pinned one")
            self._roster, self._instance = roster, roster.instance
        return self._roster.root

    def roster(self) -> Roster:
        """Fetch what is new in the roster and verify it; raises Untrusted."""
        self.root()
        roster = self._roster
        if roster is None:
            raise Untrusted("no root")
        answer = self._http.get(f"/roster?after={roster.length}")
        cards = {card.digest: card for card in map(self.read_card, wire.objects(answer, "cards"))}
        for item in wire.objects(answer, "entries"):
            with wire.believing():
                roster = append_served(roster, wire.signed(item, "entry", "signature"), cards)
            self.seen.check("roster", "", roster.length, roster.head)
        self._require_end(answer, roster.length)
        self.seen.check_end("roster", "", roster.length)
        self.seen.note("roster", "", roster.length, roster.head)
        self._roster = roster
        return roster

    def custody(self, desk: str) -> Custody:
        """Fetch what is new in a desk's custody chain and verify it; raises Untrusted, Refusal (404)."""
        roster = self.roster()
        custody = self._custody.get(desk) or Custody.start(desk, roster.instance)
        answer = self._http.get(f"/custody/{desk}?after={custody.length}")
        for item in wire.objects(answer, "entries"):
            with wire.believing():
                custody = custody.append(wire.signed(item, "entry", "signature"), roster)
            self.seen.check("custody", desk, custody.length, custody.head)
        self._require_end(answer, custody.length)
        self.seen.check_end("custody", desk, custody.length)
        self.seen.note("custody", desk, custody.length, custody.head)
        self._custody[desk] = custody
        return custody

    def card(self, digest: bytes) -> Card:
        """Find a card by its digest: staff from the roster, others from the server; raises Untrusted, Refusal."""
        known = self._cards.get(digest) or (self._roster and self._roster.card_by_digest(digest))
        if known:
            return known
        card = self.read_card(self._http.get(f"/cards/{b64.encode(digest)}"))
        if card.digest != digest:
            raise Untrusted("another card than the one asked for")
        self._cards[digest] = card
        return card

    @staticmethod
    def read_card(answer: Json) -> Card:
        """Read and verify a served card's own signature; raises Untrusted."""
        with wire.believing():
            return read_card(wire.signed(answer, "card"))

    @staticmethod
    def _require_end(answer: Json, length: int) -> None:
        if wire.number(answer, "length") != length:
            raise Untrusted("a chain that does not reach as far as it says")
