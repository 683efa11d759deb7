"""Seal a secret to somebody's box key (docs/protocol.md §1, seal_to)."""

from __future__ import annotations

from relay.errors import ProtocolError
from relay.protocol import aead, xwing
from relay.protocol.notation import derive

OVERHEAD = xwing.CIPHERTEXT_BYTES + aead.NONCE_BYTES + aead.TAG_BYTES


def seal_to(public: bytes, secret: bytes, ad: bytes) -> bytes:
    """Seal a secret to an X-Wing public key; returns ct ‖ aead, 1,160 bytes longer than the secret."""
    ciphertext, shared = xwing.encapsulate(public)
    return ciphertext + aead.seal(derive(shared, "seal-to"), secret, ad)


def unseal_from(box_secret: bytes, sealed: bytes, ad: bytes, size: int) -> bytes:
    """Open what seal_to made for this secret key; size is the exact length of what is inside.

    Raises ProtocolError for another length, another key or another ad.
    """
    if len(sealed) != OVERHEAD + size:
        raise ProtocolError("wrong length")
    shared = xwing.decapsulate(box_secret, sealed[: xwing.CIPHERTEXT_BYTES])
    return aead.unseal(derive(shared, "seal-to"), sealed[xwing.CIPHERTEXT_BYTES :], ad)
