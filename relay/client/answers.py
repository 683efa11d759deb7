"""What a server says, taken in bounds: whoever runs it may be hostile (protocol.md §8).

Too long, packed, nested deep, or text that no screen should be given: all of it is Untrusted.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NoReturn

import httpx

from relay.client.errors import Untrusted

if TYPE_CHECKING:
    from collections.abc import Iterable

JSON_BYTES: Final = 16 << 20  # a page of a ledger, or the whole roster of some thousand staff
DEEPEST: Final = 16  # the API nests four deep
UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # controls, and halves of characters


def whole(arriving: httpx.Response, at_most: int) -> httpx.Response:
    """Read all of an answer, at most so many bytes. Raises Untrusted; httpx's TransportError where it breaks off."""
    if arriving.headers.get("Content-Encoding", "identity") != "identity":
        raise Untrusted("an answer packed although none was asked for")
    content = bytearray()
    for piece in arriving.iter_bytes():
        content += piece
        if len(content) > at_most:
            raise Untrusted("an answer too long")
    return httpx.Response(arriving.status_code, headers=arriving.headers, content=bytes(content))


def decoded(content: bytes) -> object:
    """Read an answer's JSON: nested a few times, of text without controls. Raises Untrusted."""
    try:
        value = json.loads(content, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Untrusted("the answer is no JSON") from error
    level: list[object] = [value]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return value
    raise Untrusted("an answer nested too deep")


def _inside(value: object) -> Iterable[object]:
    """List what a value holds; raises Untrusted for text that is unfit."""
    if isinstance(value, str) and UNFIT.search(value):
        raise Untrusted("an answer with controls in its text")
    if isinstance(value, dict):
        return (*value, *value.values())
    return value if isinstance(value, list) else ()


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
