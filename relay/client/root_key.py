"""The offline root: its key in a passphrase-protected file, what it signs (protocol.md §2; api.md `relay keys`)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nacl.utils import random

from relay.client import wire
from relay.client.errors import NotPossible, Untrusted, WrongPassphrase
from relay.client.identity_file import write_private
from relay.errors import ProtocolError
from relay.protocol import b64
from relay.protocol.card import Card, make_card, read_card
from relay.protocol.identity import Identity, instance_of
from relay.protocol.invitation import check_card_mac, invite_secret, write_fragment
from relay.protocol.passphrase import sign_in_secrets, unwrap_seed, wrap_seed
from relay.protocol.roster import ENDORSE, REVOKE, Roster, make_entry

if TYPE_CHECKING:
    from pathlib import Path

    from relay.protocol.signed import Signed

NAME: Final = "root"  # stands where a person's sign-in name stands in the salt
ID_BYTES: Final = 16


@dataclass(frozen=True)
class Root:
    """The unlocked root: its keys and its card."""

    keys: Identity = field(repr=False)
    card: Card

    @property
    def instance(self) -> bytes:
        """Name the programme (32 bytes)."""
        return instance_of(self.keys.sign_pk)

    def link(self, url: str, invite_id: bytes, lang: str) -> str:
        """Write the link by which an officer joins; what follows `#` is secret."""
        secret = invite_secret(self.keys.seed, invite_id)
        return f"{url.rstrip('/')}/{lang}/join#{write_fragment(invite_id, secret, self.instance)}"

    def endorse(self, roster: Roster, card: Card, *, invite_id: bytes, mac: bytes, issued: str) -> Signed:
        """Sign the roster entry for an officer who joined by this root's link.

        invite_id: 16 bytes; mac: 32 bytes as it came with the card. Raises Untrusted where the card was not made
        with that link, or is no officer's.
        """
        try:
            check_card_mac(invite_secret(self.keys.seed, invite_id), invite_id, card.signed.data, mac)
        except ProtocolError as error:
            raise Untrusted("the card was not made with this invitation") from error
        if card.role != "officer":
            raise Untrusted("the root endorses officers")
        return make_entry(self.keys, ENDORSE, card.digest, roster.head, issued=issued)

    def revoke(self, roster: Roster, card: Card, *, issued: str) -> Signed:
        """Sign the roster entry that ends an officer's card for good. Raises Untrusted for anybody else's card."""
        if card.role != "officer":
            raise Untrusted("the root's file ends officers' cards; officers end the others'")
        return make_entry(self.keys, REVOKE, card.digest, roster.head, issued=issued)


def make_root(name: str, *, issued: str) -> Root:
    """Make a programme's root: fresh keys and a card with the programme's name."""
    keys = Identity.generate()
    card = make_card(keys, name=name, person=b64.encode(random(ID_BYTES)), role="root", issued=issued)
    return Root(keys, read_card(card))


def write_root(root: Root, passphrase: str, path: Path) -> None:
    """Write the root's key file, new and for its owner alone. Raises NotPossible where there is one already."""
    if path.exists():
        raise NotPossible("there is a file of that name")
    secrets = sign_in_secrets(root.instance, NAME, passphrase)
    wrapped = wrap_seed(secrets.wrap, root.keys.seed, root.instance, root.card.person)
    write_private(path, {**wire.write("card", root.card.signed), "wrapped_seed": b64.encode(wrapped)})


def read_root(path: Path, passphrase: str) -> Root:
    """Unlock a root's key file. Raises WrongPassphrase, NotPossible where it is no such file, OSError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        card = read_card(wire.signed(content, "card"))
        wrapped = wire.raw(content, "wrapped_seed")
    except (ValueError, AttributeError, ProtocolError, Untrusted) as error:
        raise NotPossible("not a root's key file") from error
    instance = instance_of(card.sign)
    try:
        seed = unwrap_seed(sign_in_secrets(instance, NAME, passphrase).wrap, wrapped, instance, card.person)
    except ProtocolError as error:
        raise WrongPassphrase("does not open the file") from error
    return Root(Identity.from_seed(seed), card)
