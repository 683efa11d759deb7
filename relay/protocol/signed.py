"""Detached Ed25519 signatures under a label (docs/protocol.md §1, S)."""

from __future__ import annotations

from dataclasses import dataclass

from nacl.bindings import crypto_sign_open
from nacl.exceptions import CryptoError

from relay.errors import ProtocolError
from relay.protocol.notation import KEY_BYTES, LARGEST_PART, label_bytes, require_length

SIGNATURE_BYTES = 64


@dataclass(frozen=True)
class Signed:
    """Exact canonical bytes and the signature (64 bytes) over them."""

    data: bytes
    signature: bytes


def require_sizes(signed: Signed) -> Signed:
    """Check lengths before anything is parsed: data at most 8,192 bytes, signature 64 (§1, "Sizes first")."""
    if len(signed.data) > LARGEST_PART:
        raise ProtocolError("object too long")
    require_length(signed.signature, SIGNATURE_BYTES)
    return signed


def verify(signed: Signed, label: str, sign_pk: bytes) -> None:
    """Check that sign_pk (32 bytes) signed L(label) ‖ data; raises ProtocolError."""
    require_sizes(signed)
    require_length(sign_pk, KEY_BYTES)
    try:
        crypto_sign_open(signed.signature + label_bytes(label) + signed.data, sign_pk)
    except CryptoError as error:
        raise ProtocolError("signature does not hold") from error
