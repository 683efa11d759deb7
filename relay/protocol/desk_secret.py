"""A desk's secret, sealed to each of its holders and kept by the server (docs/protocol.md §6)."""

from __future__ import annotations

from relay.errors import ProtocolError
from relay.protocol import seal_to, xwing
from relay.protocol.notation import label_bytes


def seal_desk_secret(box_pk: bytes, secret: bytes, open_digest: bytes) -> bytes:
    """Seal an epoch's 32-byte secret to a holder's own box; open_digest is H("custody", that open)."""
    return seal_to.seal_to(box_pk, secret, label_bytes("desk") + open_digest)


def open_desk_secret(box_sk: bytes, sealed: bytes, open_digest: bytes, box: bytes) -> bytes:
    """Open an epoch's secret; raises ProtocolError unless its public key is that open's box."""
    secret = seal_to.unseal_from(box_sk, sealed, label_bytes("desk") + open_digest, xwing.SECRET_BYTES)
    if xwing.public_key(secret) != box:
        raise ProtocolError("not this desk's secret")
    return secret
