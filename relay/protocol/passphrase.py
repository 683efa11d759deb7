"""From a sign-in name and a passphrase to two secrets, and the seed they keep (docs/protocol.md §3)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13
from nacl.exceptions import CryptoError

from relay.errors import ProtocolError
from relay.protocol import aead, b64
from relay.protocol.notation import ID_BYTES, KEY_BYTES, derive, digest, label_bytes, require_length
from relay.protocol.unicode14 import is_assigned

OPERATIONS = 3
MEMORY_BYTES = 67_108_864


@dataclass(frozen=True)
class Secrets:
    """auth signs in (the server keeps a hash of it); wrap never leaves the device. Both 32 bytes."""

    auth: bytes = field(repr=False)
    wrap: bytes = field(repr=False)


def normal_name(name: str) -> str:
    """Bring a sign-in name to its one form: U+0020 trimmed, lower case, then NFKC.

    Raises ProtocolError for an empty name, controls, or code points unassigned in Unicode 14.
    """
    trimmed = name.strip(" ")
    if not trimmed or any(unicodedata.category(char) == "Cc" for char in trimmed):
        raise ProtocolError("not a sign-in name")
    return _normal(trimmed.lower(), trimmed)


def sign_in_salt(instance: bytes, name: str) -> bytes:
    """Compute the salt (16 bytes) of a sign-in name: nobody is asked for it, so nothing tells whether it exists."""
    return digest("salt", instance + normal_name(name).encode("utf-8"))[:ID_BYTES]


def stretch(passphrase: str, salt: bytes) -> bytes:
    """Stretch a passphrase to its root (32 bytes) with Argon2id: three passes over 64 MiB."""
    secret = _normal(passphrase, passphrase).encode("utf-8")
    require_length(salt, ID_BYTES)
    if not secret:
        raise ProtocolError("no passphrase")
    try:
        return crypto_pwhash_alg(KEY_BYTES, secret, salt, OPERATIONS, MEMORY_BYTES, crypto_pwhash_ALG_ARGON2ID13)
    except (CryptoError, MemoryError) as error:
        raise ProtocolError("cannot stretch") from error


def sign_in_secrets(instance: bytes, name: str, passphrase: str) -> Secrets:
    """Derive what signs in and what unwraps; takes about a quarter of a second. Raises ProtocolError."""
    return secrets_of(stretch(passphrase, sign_in_salt(instance, name)))


def secrets_of(root: bytes) -> Secrets:
    """Derive both secrets from a root or code key (32 bytes)."""
    return Secrets(derive(root, "auth"), derive(root, "wrap"))


def wrap_seed(wrap: bytes, seed: bytes, instance: bytes, person: str) -> bytes:
    """Wrap a seed (32 bytes) for the server to keep: 72 bytes. person: b64, as on the card."""
    return aead.seal(wrap, require_length(seed, KEY_BYTES), owner_ad("wrapped-seed", instance, person))


def unwrap_seed(wrap: bytes, wrapped: bytes, instance: bytes, person: str) -> bytes:
    """Unwrap a seed; raises ProtocolError. The caller holds it against the card (Card.matches)."""
    return require_length(aead.unseal(wrap, wrapped, owner_ad("wrapped-seed", instance, person)), KEY_BYTES)


def owner_ad(label: str, instance: bytes, person: str) -> bytes:
    """Write L(label) ‖ instance ‖ person, both raw: whose seed this is."""
    return label_bytes(label) + require_length(instance, KEY_BYTES) + b64.decode(person, ID_BYTES)


def _normal(text: str, typed: str) -> str:
    """Apply NFKC, which gives one result in every version of Unicode only for code points of version 14."""
    if not all(is_assigned(char) for char in typed):
        raise ProtocolError("code point not in Unicode 14")
    return unicodedata.normalize("NFKC", text)
