"""The roster of staff: one signed chain per programme (docs/protocol.md §2)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from relay.errors import ProtocolError
from relay.protocol import b64, canonical, forms
from relay.protocol.identity import Identity, instance_of
from relay.protocol.notation import digest
from relay.protocol.signed import Signed, require_sizes, verify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from relay.protocol.card import Card

ENDORSE, REVOKE = "endorse", "revoke"
# who may endorse a role, and so revoke it
ENDORSER = {"officer": "root", "mediator": "officer", "liaison": "officer"}

_KEYS = frozenset({"act", "by", "card", "issued", "prev", "type", "v"})


@dataclass(frozen=True)
class Entry:
    """One verified roster entry: who did what to which card (digests and keys as bytes)."""

    act: str
    by: bytes
    card: bytes
    issued: str
    prev: bytes
    digest: bytes
    signed: Signed = field(repr=False)


@dataclass(frozen=True)
class Roster:
    """A verified chain: never changed, each append makes a new one and leaves this as it was.

    cards: every card ever endorsed, and the root's, by digest; unshown: digests of those this reader may not see;
    head: what the next entry's prev must be.
    """

    root: Card
    instance: bytes
    head: bytes
    length: int = 0
    cards: Mapping[bytes, Card] = field(default_factory=dict, repr=False)
    revoked: frozenset[bytes] = frozenset()
    unshown: frozenset[bytes] = frozenset()
    _by_sign: Mapping[bytes, Card] = field(default_factory=dict, repr=False)

    @classmethod
    def start(cls, root: Card) -> Roster:
        """Begin an empty chain at the pinned root card; raises ProtocolError for a card of another role."""
        if root.role != "root":
            raise ProtocolError("not a root card")
        instance = instance_of(root.sign)
        return cls(root, instance, instance, cards={root.digest: root}, _by_sign={root.sign: root})

    @classmethod
    def build(cls, root: Card, entries: Iterable[Signed], cards: Mapping[bytes, Card]) -> Roster:
        """Verify a whole chain from the root; cards by digest may hold more than the chain endorses."""
        roster = cls.start(root)
        for signed in entries:
            roster = roster.append(signed, cards.get(read_entry(signed).card))
        return roster

    def append(self, signed: Signed, card: Card | None = None) -> Roster:
        """Verify one more entry at its place.

        card: the verified card that an endorsement names; a revocation needs none.
        Raises ProtocolError for an entry that would make the chain invalid (§2).
        """
        entry = read_entry(signed)
        if entry.prev != self.head:
            raise ProtocolError("another place in the chain")
        grown = self._endorse(entry, card) if entry.act == ENDORSE else self._revoke(entry)
        return replace(grown, head=entry.digest, length=self.length + 1)

    def append_unshown(self, signed: Signed) -> Roster:
        """Verify an endorsement whose card is not for this reader: a liaison's, to a victim (api.md, "Sessions").

        An officer endorses only mediators and liaisons; whoever this is signs nothing that this reader believes.
        Raises ProtocolError as append does, and for the root's: it endorses officers, whom everybody may see.
        """
        entry = read_entry(signed)
        if entry.prev != self.head or entry.act != ENDORSE:
            raise ProtocolError("another place in the chain")
        if entry.card in self.cards or entry.card in self.unshown or self.standing(entry.by, "officer") is None:
            raise ProtocolError("card already known, or signer had not that power")
        return replace(self, unshown=self.unshown | {entry.card}, head=entry.digest, length=self.length + 1)

    def _endorse(self, entry: Entry, card: Card | None) -> Roster:
        if card is None or card.digest != entry.card:
            raise ProtocolError("another card")
        if card.digest in self.cards or card.digest in self.unshown or card.sign in self._by_sign:
            raise ProtocolError("card or key already known")
        self._require_power(entry.by, ENDORSER.get(card.role, ""))
        return replace(self, cards={**self.cards, card.digest: card}, _by_sign={**self._by_sign, card.sign: card})

    def _revoke(self, entry: Entry) -> Roster:
        card = self.cards.get(entry.card)
        known = card is not None or entry.card in self.unshown
        if not known or card is self.root or entry.card in self.revoked:
            raise ProtocolError("changes nothing")
        if entry.by != self.root.sign:
            self._require_power(entry.by, ENDORSER.get(card.role, "") if card else "officer")
        return replace(self, revoked=self.revoked | {entry.card})

    def _require_power(self, sign: bytes, role: str) -> None:
        if self.standing(sign, role) is None:
            raise ProtocolError("signer had not that power")

    def stands(self, card_digest: bytes) -> bool:
        """Tell whether a card is endorsed and unrevoked; the root's always is."""
        return card_digest in self.cards and card_digest not in self.revoked

    def ever_stood(self, sign: bytes, role: str) -> bool:
        """Tell whether this key holds, or once held, an endorsed card of the role (§6)."""
        card = self._by_sign.get(sign)
        return card is not None and card.role == role

    def standing(self, sign: bytes, role: str) -> Card | None:
        """Find this key's card of the role if it is endorsed and unrevoked."""
        card = self._by_sign.get(sign)
        return card if card is not None and card.role == role and self.stands(card.digest) else None

    def all_standing(self, role: str) -> tuple[Card, ...]:
        """Return the cards of a role that are endorsed and unrevoked, in the order of their endorsement."""
        return tuple(card for card in self.cards.values() if card.role == role and self.stands(card.digest))

    def card_by_sign(self, sign: bytes) -> Card | None:
        """Find the one card that a signing key ever had here."""
        return self._by_sign.get(sign)

    def card_by_digest(self, card_digest: bytes) -> Card | None:
        """Find a card, endorsed now or once."""
        return self.cards.get(card_digest)


def append_served(roster: Roster, signed: Signed, cards: Mapping[bytes, Card]) -> Roster:
    """Append an entry as a server serves it: without the card where that is not for this reader.

    cards: those that came along, by digest. Raises ProtocolError.
    """
    entry = read_entry(signed)
    if entry.act == ENDORSE and entry.card not in cards:
        return roster.append_unshown(signed)
    return roster.append(signed, cards.get(entry.card))


def make_entry(keys: Identity, act: str, card_digest: bytes, prev: bytes, *, issued: str) -> Signed:
    """Sign an endorsement or a revocation of a card; prev is the roster's head."""
    fields: dict[str, canonical.Value] = {
        "act": forms.one_of((ENDORSE, REVOKE))(act),
        "by": b64.encode(keys.sign_pk),
        "card": b64.encode(card_digest),
        "issued": forms.time(issued),
        "prev": b64.encode(prev),
        "type": "roster",
        "v": 1,
    }
    return keys.sign("roster", canonical.encode(fields))


def read_entry(signed: Signed) -> Entry:
    """Verify an entry's shape and signature, not yet its place or power; raises ProtocolError."""
    fields = canonical.decode(require_sizes(signed).data, _KEYS)
    forms.version(fields["v"])
    forms.exactly("roster")(fields["type"])
    entry = Entry(
        act=forms.one_of((ENDORSE, REVOKE))(fields["act"]),
        by=forms.sign_key(fields["by"]),
        card=forms.digest(fields["card"]),
        issued=forms.time(fields["issued"]),
        prev=forms.digest(fields["prev"]),
        digest=digest("roster", signed.data),
        signed=signed,
    )
    verify(signed, "roster", entry.by)
    return entry
