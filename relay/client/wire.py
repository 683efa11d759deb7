"""The forms in which the API carries bytes: b64 in JSON, signed objects as their exact text (api.md, "HTTP").

Whatever has another form than expected is Untrusted: it came from the server.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from relay.client.errors import Untrusted
from relay.errors import ProtocolError
from relay.protocol import b64
from relay.protocol.signed import Signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relay.client.http import Json

TOKEN: Final = re.compile(r"[\w.~+/=:-]{1,1024}", re.ASCII)


@contextmanager
def believing() -> Iterator[None]:
    """Turn a refusal by the protocol into Untrusted: inside, everything came from the server."""
    try:
        yield
    except ProtocolError as error:
        raise Untrusted(f"does not verify: {error}") from error


def text(answer: Json, key: str) -> str:
    """Read a string field. Raises Untrusted."""
    value = answer.get(key)
    if not isinstance(value, str):
        raise Untrusted(f"no text in {key}")
    return value


def token(answer: Json, key: str) -> str:
    """Read a string that goes back in a header or an address. Raises Untrusted."""
    value = text(answer, key)
    if not TOKEN.fullmatch(value):
        raise Untrusted(f"no token in {key}")
    return value


def number(answer: Json, key: str) -> int:
    """Read an integer field. Raises Untrusted."""
    value = answer.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Untrusted(f"no number in {key}")
    return value


def flag(answer: Json, key: str) -> bool:
    """Read true or false. Raises Untrusted."""
    value = answer.get(key)
    if not isinstance(value, bool):
        raise Untrusted(f"no flag in {key}")
    return value


def objects(answer: Json, key: str) -> list[Json]:
    """Read a list of objects. Raises Untrusted."""
    value = answer.get(key)
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise Untrusted(f"no list in {key}")
    return value


def raw(answer: Json, key: str, size: int | None = None) -> bytes:
    """Read b64, of exactly size bytes where given. Raises Untrusted."""
    with believing():
        return b64.decode(text(answer, key), size)


def signed(answer: Json, key: str, signature: str = "") -> Signed:
    """Read a signed object and the signature beside it (`KEY_signature` unless named). Raises Untrusted."""
    return Signed(text(answer, key).encode(), raw(answer, signature or f"{key}_signature", 64))


def write(key: str, value: Signed, signature: str = "") -> dict[str, Any]:
    """Write a signed object under key and its signature (`KEY_signature` unless named)."""
    return {key: value.data.decode(), signature or f"{key}_signature": b64.encode(value.signature)}
