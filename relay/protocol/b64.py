"""Base64url without padding (RFC 4648 §5), one text for one value (docs/protocol.md §1)."""

from __future__ import annotations

import base64
import binascii
import re

from relay.errors import ProtocolError

_WRITTEN = re.compile(r"[A-Za-z0-9_-]*")


def encode(data: bytes) -> str:
    """Write bytes as base64url without padding."""
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def decode(text: str, size: int | None = None) -> bytes:
    """Read base64url without padding.

    size: the exact number of bytes expected, or None for any.
    Raises ProtocolError for padding, other alphabets, non-zero trailing bits or another size.
    """
    if (size is not None and len(text) != -(-size * 4 // 3)) or not _WRITTEN.fullmatch(text):
        raise ProtocolError("not base64url of this length")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ProtocolError("not base64url") from error
    if encode(data) != text:
        raise ProtocolError("trailing bits")
    return data
