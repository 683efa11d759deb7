"""How the server keeps what signs people in: keyed and plain BLAKE2b, never the thing itself."""

from __future__ import annotations

import hashlib

from nacl.bindings import sodium_memcmp
from nacl.encoding import RawEncoder
from nacl.hash import blake2b

AUTH = b"relay-auth"
ATTEMPT = b"relay-attempt"
TOKEN = b"relay-token"


def keyed(secret: bytes, purpose: bytes, pepper: bytes) -> bytes:
    """Hash a secret under this instance's pepper (32 bytes) for one purpose (at most 16 bytes); 32 bytes."""
    return blake2b(secret, digest_size=32, key=pepper, person=purpose, encoder=RawEncoder)


def token_hash(token: str) -> bytes:
    """Hash a session token of 32 random bytes; 32 bytes."""
    return hashlib.blake2b(token.encode(), digest_size=32, person=TOKEN).digest()  # every request waits for this one


def same(one: bytes, other: bytes) -> bool:
    """Compare two hashes in constant time."""
    return len(one) == len(other) and sodium_memcmp(one, other)
