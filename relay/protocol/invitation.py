"""Invitations: neither side's keys can be swapped on the way (docs/protocol.md §7)."""

from __future__ import annotations

from dataclasses import dataclass, field

from relay.errors import ProtocolError
from relay.protocol import b64
from relay.protocol.identity import instance_of
from relay.protocol.notation import ID_BYTES, derive, digest, require_length, same


@dataclass(frozen=True)
class Fragment:
    """What follows "/join#" and never reaches the server: three times 16 bytes."""

    invite_id: bytes
    secret: bytes = field(repr=False)
    instance_start: bytes

    def is_of(self, root_sign_pk: bytes) -> bool:
        """Tell whether a root key is the one that the inviter meant."""
        return same(instance_of(root_sign_pk)[:ID_BYTES], self.instance_start)


def invite_secret(seed: bytes, invite_id: bytes) -> bytes:
    """Derive an invitation's secret (16 bytes) from the inviter's seed, who so needs to store nothing."""
    return derive(seed, "invite", require_length(invite_id, ID_BYTES))[:ID_BYTES]


def write_fragment(invite_id: bytes, secret: bytes, instance: bytes) -> str:
    """Write what follows "/join#"."""
    parts = (invite_id, secret, instance[:ID_BYTES])
    return b64.encode(b"".join(require_length(part, ID_BYTES) for part in parts))


def read_fragment(text: str) -> Fragment:
    """Read what follows "/join#"; raises ProtocolError."""
    data = b64.decode(text, 3 * ID_BYTES)
    return Fragment(data[:ID_BYTES], data[ID_BYTES : 2 * ID_BYTES], data[2 * ID_BYTES :])


def card_mac(secret: bytes, invite_id: bytes, card: bytes) -> bytes:
    """Bind a new card (its exact bytes) to an invitation: 32 bytes."""
    key = digest("invite", require_length(secret, ID_BYTES))
    return derive(key, "card", require_length(invite_id, ID_BYTES) + card)


def check_card_mac(secret: bytes, invite_id: bytes, card: bytes, mac: bytes) -> None:
    """Check the binding before signing a roster entry or party; raises ProtocolError."""
    if not same(card_mac(secret, invite_id, card), mac):
        raise ProtocolError("card not made with this invitation")
