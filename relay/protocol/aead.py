"""XChaCha20-Poly1305 with a random nonce in front (docs/protocol.md §1, aead)."""

from __future__ import annotations

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError
from nacl.utils import random

from relay.errors import ProtocolError
from relay.protocol.notation import KEY_BYTES, require_length

NONCE_BYTES = 24
TAG_BYTES = 16


def seal(key: bytes, secret: bytes, ad: bytes) -> bytes:
    """Seal a secret under a 32-byte key, bound to ad; returns nonce ‖ sealed, 40 bytes longer."""
    nonce = random(NONCE_BYTES)
    return nonce + seal_at(key, nonce, secret, ad)


def unseal(key: bytes, sealed: bytes, ad: bytes) -> bytes:
    """Open what seal made; raises ProtocolError, and which check failed stays untold."""
    return unseal_at(key, sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], ad)


def seal_at(key: bytes, nonce: bytes, secret: bytes, ad: bytes) -> bytes:
    """Seal under a nonce that the caller vouches is used once with this key (§4.3); 16 bytes longer."""
    require_length(key, KEY_BYTES)
    require_length(nonce, NONCE_BYTES)
    return crypto_aead_xchacha20poly1305_ietf_encrypt(secret, ad, nonce, key)


def unseal_at(key: bytes, nonce: bytes, sealed: bytes, ad: bytes) -> bytes:
    """Open what seal_at made; raises ProtocolError."""
    require_length(key, KEY_BYTES)
    require_length(nonce, NONCE_BYTES)
    if len(sealed) < TAG_BYTES:
        raise ProtocolError("cannot open")
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, ad, nonce, key)
    except CryptoError as error:
        raise ProtocolError("cannot open") from error
