"""The notation of docs/protocol.md §1: labels, lengths and hashes that every other file builds on."""

from __future__ import annotations

import hmac

from nacl.bindings import crypto_generichash_blake2b_salt_personal

from relay.errors import ProtocolError

DIGEST_BYTES = 32
KEY_BYTES = 32
ID_BYTES = 16
LARGEST_PART = 8192  # a signed object or one lp part (§1, "Sizes first")


def label_bytes(label: str) -> bytes:
    """Write L(label): ASCII "relay/v1/" and the label, then one zero byte (§1)."""
    return b"relay/v1/" + label.encode("ascii") + b"\0"


def digest(label: str, data: bytes) -> bytes:
    """Hash labelled data: H(label, x), 32 bytes of BLAKE2b-256 (§1)."""
    return crypto_generichash_blake2b_salt_personal(label_bytes(label) + data, DIGEST_BYTES)


def derive(key: bytes, label: str, data: bytes = b"") -> bytes:
    """Hash labelled data under a key: K(key, label, x), 32 bytes (§1).

    Raises ProtocolError for a key of another length: an empty one would mean the unkeyed hash.
    """
    require_length(key, KEY_BYTES)
    return crypto_generichash_blake2b_salt_personal(label_bytes(label) + data, DIGEST_BYTES, key=key)


def require_length(data: bytes, size: int) -> bytes:
    """Return data if it has exactly this many bytes, else raise ProtocolError (§1, "Sizes first")."""
    if len(data) != size:
        raise ProtocolError("wrong length")
    return data


def same(left: bytes, right: bytes) -> bool:
    """Compare two secrets or digests in constant time."""
    return hmac.compare_digest(left, right)


def u32be(number: int) -> bytes:
    """Write a 4-byte big-endian integer."""
    return number.to_bytes(4, "big")


def u64le(number: int) -> bytes:
    """Write an 8-byte little-endian integer."""
    return number.to_bytes(8, "little")


def length_prefixed(data: bytes) -> bytes:
    """Write lp(x): the length as u32be, then the bytes; raises ProtocolError above 8,192 bytes (§1)."""
    if len(data) > LARGEST_PART:
        raise ProtocolError("part too long")
    return u32be(len(data)) + data
