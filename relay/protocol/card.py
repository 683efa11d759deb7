"""The card by which others know a person: keys, name and role, signed by itself (docs/protocol.md §2)."""

from __future__ import annotations

from dataclasses import dataclass, field

from relay.protocol import b64, canonical, forms, identity
from relay.protocol.notation import digest
from relay.protocol.signed import Signed, require_sizes, verify

_KEYS = frozenset({"box", "issued", "name", "person", "role", "sign", "type", "v"})


@dataclass(frozen=True)
class Card:
    """A verified card; digest names it everywhere."""

    digest: bytes
    box: bytes = field(repr=False)
    sign: bytes
    name: str = field(repr=False)
    person: str
    role: str
    issued: str
    signed: Signed = field(repr=False)

    @property
    def key_id(self) -> str:
        """Name this card's box key."""
        return identity.key_id(self.box)

    @property
    def fingerprint(self) -> str:
        """Write the 30 digits that people compare."""
        return identity.fingerprint(self.sign)

    def matches(self, keys: identity.Identity) -> bool:
        """Tell whether an unwrapped seed is this card's (§3: a client checks it)."""
        return keys.box_pk == self.box and keys.sign_pk == self.sign


def make_card(keys: identity.Identity, *, name: str, person: str, role: str, issued: str) -> Signed:
    """Sign a card for these keys.

    person: b64 of 16 random bytes; issued: a UTC minute; role: one of forms.ROLES.
    Raises ProtocolError for a value that §2 does not allow.
    """
    fields: dict[str, canonical.Value] = {
        "box": b64.encode(keys.box_pk),
        "issued": forms.time(issued),
        "name": forms.name(name),
        "person": forms.id16(person),
        "role": forms.one_of(forms.ROLES)(role),
        "sign": b64.encode(keys.sign_pk),
        "type": "card",
        "v": 1,
    }
    return keys.sign("card", canonical.encode(fields))


def read_card(signed: Signed) -> Card:
    """Verify a card and its own signature; raises ProtocolError."""
    fields = canonical.decode(require_sizes(signed).data, _KEYS)
    forms.version(fields["v"])
    forms.exactly("card")(fields["type"])
    card = Card(
        digest=digest("card", signed.data),
        box=forms.box_key(fields["box"]),
        sign=forms.sign_key(fields["sign"]),
        name=forms.name(fields["name"]),
        person=forms.id16(fields["person"]),
        role=forms.one_of(forms.ROLES)(fields["role"]),
        issued=forms.time(fields["issued"]),
        signed=signed,
    )
    verify(signed, "card", card.sign)
    return card
