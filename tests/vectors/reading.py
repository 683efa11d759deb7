"""A vectors file that remembers which of its values were looked at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from relay.protocol import b64
from relay.protocol.signed import Signed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Item:
    """One object of the file; each key that is read is remembered, so that what nobody knows is found."""

    def __init__(self, values: dict[str, Any], path: str) -> None:
        self.path = path
        self._values = {key: _wrap(value, f"{path}.{key}".lstrip(".")) for key, value in values.items()}
        self._read: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self._read.add(key)
        return self._values[key]

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def raw(self, key: str) -> bytes:
        """Read a b64 value."""
        return b64.decode(self[key])

    def text_bytes(self, key: str) -> bytes:
        """Read the exact bytes of a signed text; a lone surrogate stays what it is: wrong."""
        return self[key].encode("utf-8", "surrogatepass")

    def signed(self, data: str = "bytes", signature: str = "signature") -> Signed:
        """Read a signed object from its two keys."""
        return Signed(self.text_bytes(data), self.raw(signature))

    def unread(self) -> Iterator[str]:
        """Name every key that was never read, here or below."""
        for key, value in self._values.items():
            if key not in self._read:
                yield f"{self.path}.{key}".lstrip(".")
            yield from _unread(value)

    def empty(self) -> Iterator[str]:
        """Name every list or object that holds nothing, here or in the objects below."""
        for key, value in self._values.items():
            if isinstance(value, Item):
                yield from value.empty()
            if isinstance(value, Item | list) and not list(value):
                yield f"{self.path}.{key}".lstrip(".")


def read_vectors(path: Path) -> Item:
    """Read a vectors file; raises ValueError for what is not JSON or has a key twice, TypeError for no object."""
    values = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_once)
    if not isinstance(values, dict):
        raise TypeError("not an object")
    return Item(values, "")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key twice")
    return dict(pairs)


def _wrap(value: Any, path: str) -> Any:
    if isinstance(value, dict):
        return Item(value, path)
    if isinstance(value, list):
        return [_wrap(item, f"{path}[{place}]") for place, item in enumerate(value)]
    return value


def _unread(value: Any) -> Iterator[str]:
    if isinstance(value, Item):
        yield from value.unread()
    elif isinstance(value, list):
        for item in value:
            yield from _unread(item)
