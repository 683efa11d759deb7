"""The recovery code: 20 random bytes that people copy by hand (docs/protocol.md §3)."""

from __future__ import annotations

from nacl.utils import random

from relay.errors import ProtocolError
from relay.protocol import aead
from relay.protocol.notation import KEY_BYTES, digest, require_length
from relay.protocol.passphrase import Secrets, owner_ad, secrets_of

CODE_BYTES = 20
CODE_CHARACTERS = 32

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: without I, L, O and U
_READ_AS = {**{char: place for place, char in enumerate(_ALPHABET)}, "O": 0, "I": 1, "L": 1}
_BITS = 5
_GROUP = 4


def new_code() -> bytes:
    """Draw a code."""
    return random(CODE_BYTES)


def show_code(code: bytes) -> str:
    """Write a code as 32 characters in groups of four with hyphens, most significant bit first."""
    number = int.from_bytes(require_length(code, CODE_BYTES), "big")
    places = range((CODE_CHARACTERS - 1) * _BITS, -1, -_BITS)
    text = "".join(_ALPHABET[number >> place & 31] for place in places)
    return "-".join(text[start : start + _GROUP] for start in range(0, CODE_CHARACTERS, _GROUP))


def read_code(typed: str) -> bytes:
    """Read what somebody typed: any case, spaces and hyphens ignored, O as 0, I and L as 1.

    Raises ProtocolError for any other character or length.
    """
    if not typed.isascii():
        raise ProtocolError("not a recovery code")
    characters = typed.replace(" ", "").replace("-", "").upper()
    if len(characters) != CODE_CHARACTERS or any(char not in _READ_AS for char in characters):
        raise ProtocolError("not a recovery code")
    number = 0
    for char in characters:
        number = number << _BITS | _READ_AS[char]
    return number.to_bytes(CODE_BYTES, "big")


def code_secrets(code: bytes) -> Secrets:
    """Derive what signs in with a code, and what its copy of the seed is wrapped under."""
    return secrets_of(digest("recovery", require_length(code, CODE_BYTES)))


def wrap_recovery_seed(wrap: bytes, seed: bytes, instance: bytes, person: str) -> bytes:
    """Wrap a seed (32 bytes) under a code's wrap: 72 bytes."""
    return aead.seal(wrap, require_length(seed, KEY_BYTES), owner_ad("recovery-seed", instance, person))


def unwrap_recovery_seed(wrap: bytes, wrapped: bytes, instance: bytes, person: str) -> bytes:
    """Unwrap a seed; raises ProtocolError. The caller holds it against the card (Card.matches)."""
    return require_length(aead.unseal(wrap, wrapped, owner_ad("recovery-seed", instance, person)), KEY_BYTES)
