"""A person's keys, all from one seed made on their device (docs/protocol.md §2)."""

from __future__ import annotations

from dataclasses import dataclass, field

from nacl.bindings import crypto_sign, crypto_sign_seed_keypair
from nacl.utils import random

from relay.protocol import b64, xwing
from relay.protocol.notation import ID_BYTES, KEY_BYTES, derive, digest, label_bytes, require_length
from relay.protocol.signed import SIGNATURE_BYTES, Signed

_FINGERPRINT_DIGITS = 30
_FINGERPRINT_GROUP = 5


@dataclass(frozen=True)
class Identity:
    """One account's box key pair (X-Wing) and signing key pair (Ed25519); secrets stay out of repr."""

    seed: bytes = field(repr=False)
    box_sk: bytes = field(repr=False)
    box_pk: bytes = field(repr=False)
    sign_pk: bytes
    sign_sk: bytes = field(repr=False)

    @classmethod
    def from_seed(cls, seed: bytes) -> Identity:
        """Derive every key from a 32-byte seed; raises ProtocolError for another length."""
        require_length(seed, KEY_BYTES)
        box_sk = derive(seed, "identity-box")
        sign_pk, sign_sk = crypto_sign_seed_keypair(derive(seed, "identity-sign"))
        return cls(seed, box_sk, xwing.public_key(box_sk), sign_pk, sign_sk)

    @classmethod
    def generate(cls) -> Identity:
        """Make a new account from 32 random bytes."""
        return cls.from_seed(random(KEY_BYTES))

    @property
    def key_id(self) -> str:
        """Name this person's own box key."""
        return key_id(self.box_pk)

    @property
    def fingerprint(self) -> str:
        """Write the 30 digits that people compare."""
        return fingerprint(self.sign_pk)

    def sign(self, label: str, data: bytes) -> Signed:
        """Sign L(label) ‖ data."""
        return Signed(data, crypto_sign(label_bytes(label) + data, self.sign_sk)[:SIGNATURE_BYTES])


def key_id(box_pk: bytes) -> str:
    """Name a box key: b64 of the first 16 bytes of H("key-id", box_pk)."""
    return b64.encode(digest("key-id", box_pk)[:ID_BYTES])


def fingerprint(sign_pk: bytes) -> str:
    """Write 30 digits in six groups of five, the same on paper and on the phone."""
    number = int.from_bytes(digest("fingerprint", sign_pk)[:ID_BYTES], "big") % 10**_FINGERPRINT_DIGITS
    digits = f"{number:0{_FINGERPRINT_DIGITS}}"
    starts = range(0, _FINGERPRINT_DIGITS, _FINGERPRINT_GROUP)
    return " ".join(digits[start : start + _FINGERPRINT_GROUP] for start in starts)


def instance_of(root_sign_pk: bytes) -> bytes:
    """Name a programme by its root's signing key: H("instance", root sign_pk)."""
    return digest("instance", root_sign_pk)
