"""X-Wing (draft-connolly-cfrg-xwing-kem): X25519 and ML-KEM-768 joined (docs/protocol.md §1)."""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from nacl.bindings import crypto_scalarmult, crypto_scalarmult_base
from nacl.exceptions import CryptoError
from nacl.utils import random

from relay.errors import ProtocolError
from relay.protocol.notation import require_length

SECRET_BYTES = 32
PUBLIC_BYTES = 1216
CIPHERTEXT_BYTES = 1120

_MLKEM_SEED = 64
_MLKEM_PUBLIC = 1184
_MLKEM_CIPHERTEXT = 1088
_X25519 = 32
_LABEL = b"\\.//^\\"  # 5c 2e 2f 2f 5e 5c, the draft's own drawing of an X-wing


def public_key(secret: bytes) -> bytes:
    """Compute the public key (1,216 bytes) of a 32-byte secret."""
    mlkem, x25519 = _expand(secret)
    return mlkem.public_key().public_bytes_raw() + crypto_scalarmult_base(x25519)


def encapsulate(public: bytes) -> tuple[bytes, bytes]:
    """Draw a shared secret for a public key; returns ciphertext (1,120 bytes) and shared secret (32).

    Raises ProtocolError for a key of another length, an unreduced ML-KEM key or a low-order point.
    """
    require_length(public, PUBLIC_BYTES)
    theirs = public[_MLKEM_PUBLIC:]
    ephemeral = random(_X25519)
    try:
        ss_mlkem, ct_mlkem = MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC]).encapsulate()
    except ValueError as error:
        raise ProtocolError("unusable key") from error
    ct_x25519 = crypto_scalarmult_base(ephemeral)
    shared = _combine(ss_mlkem, _x25519(ephemeral, theirs), ct_x25519, theirs)
    return ct_mlkem + ct_x25519, shared


def decapsulate(secret: bytes, ciphertext: bytes) -> bytes:
    """Recover the shared secret (32 bytes); raises ProtocolError for wrong lengths or a low-order point.

    A ciphertext for another key yields another secret without a word (implicit rejection): the seal around it fails.
    """
    require_length(ciphertext, CIPHERTEXT_BYTES)
    mlkem, x25519 = _expand(secret)
    ct_x25519 = ciphertext[_MLKEM_CIPHERTEXT:]
    try:
        ss_mlkem = mlkem.decapsulate(ciphertext[:_MLKEM_CIPHERTEXT])
    except ValueError as error:
        raise ProtocolError("cannot open") from error
    return _combine(ss_mlkem, _x25519(x25519, ct_x25519), ct_x25519, crypto_scalarmult_base(x25519))


def _expand(secret: bytes) -> tuple[MLKEM768PrivateKey, bytes]:
    require_length(secret, SECRET_BYTES)
    expanded = hashlib.shake_256(secret).digest(_MLKEM_SEED + _X25519)
    return MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED]), expanded[_MLKEM_SEED:]


def _x25519(secret: bytes, point: bytes) -> bytes:
    try:
        return crypto_scalarmult(secret, require_length(point, _X25519))
    except (RuntimeError, CryptoError) as error:  # a low-order point
        raise ProtocolError("unusable key") from error


def _combine(ss_mlkem: bytes, ss_x25519: bytes, ct_x25519: bytes, pk_x25519: bytes) -> bytes:
    return hashlib.sha3_256(ss_mlkem + ss_x25519 + ct_x25519 + pk_x25519 + _LABEL).digest()
