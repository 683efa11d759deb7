"""The least that the same primitives can take: one loop over chunks that are already in memory."""

from __future__ import annotations

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_generichash_blake2b_salt_personal,
)

CHUNK_BYTES = 262_144
_KEY, _H, _STREAM = bytes(32), bytes(32), bytes(16)


def seal(chunk: bytes, count: int) -> None:
    """Seal one chunk count times, and hash each result."""
    for index in range(count):
        sealed = crypto_aead_xchacha20poly1305_ietf_encrypt(chunk, _H, _nonce(index), _KEY)
        crypto_generichash_blake2b_salt_personal(sealed, 32)


def sealed(chunk: bytes, count: int) -> list[bytes]:
    """Seal one chunk count times and keep the results."""
    return [crypto_aead_xchacha20poly1305_ietf_encrypt(chunk, _H, _nonce(index), _KEY) for index in range(count)]


def unseal(chunks: list[bytes]) -> None:
    """Open what sealed gave, and hash each sealed chunk."""
    for index, chunk in enumerate(chunks):
        crypto_aead_xchacha20poly1305_ietf_decrypt(chunk, _H, _nonce(index), _KEY)
        crypto_generichash_blake2b_salt_personal(chunk, 32)


def _nonce(index: int) -> bytes:
    return _STREAM + index.to_bytes(8, "little")
