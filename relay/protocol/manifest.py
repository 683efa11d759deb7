"""The head of a container: its language, and each part's size and type (docs/protocol.md §4.1)."""

from __future__ import annotations

from dataclasses import dataclass

from relay.errors import ProtocolError
from relay.protocol import canonical, forms
from relay.protocol.notation import length_prefixed
from relay.protocol.padding import padded

TEXT_TYPES = ("text/plain", "text/vtt")
TYPES = (
    "text/plain", "image/jpeg", "image/png", "image/webp", "audio/webm", "audio/mp4",
    "video/webm", "video/mp4", "text/vtt",
)  # fmt: skip
MOST_PARTS = 64

_KEYS = frozenset({"lang", "parts", "v"})
_PART_KEYS = frozenset({"size", "type"})


@dataclass(frozen=True)
class Shape:
    """One part's type and size in bytes."""

    type: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a container holds, in order, and its language (a BCP 47 tag)."""

    lang: str
    shapes: tuple[Shape, ...]

    def head(self) -> bytes:
        """Write lp(manifest), the container's first bytes; raises ProtocolError for what §4.1 does not allow."""
        parts: list[canonical.Value] = [{"size": shape.size, "type": shape.type} for shape in self.shapes]
        data = canonical.encode({"lang": self.lang, "parts": parts, "v": 1})
        read_manifest(data)
        return length_prefixed(data)

    def used(self) -> int:
        """Count head and parts, before padding."""
        return len(self.head()) + sum(shape.size for shape in self.shapes)

    def size(self) -> int:
        """Count the padded container: a context's size (§4.2)."""
        return padded(self.used())


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest strictly; raises ProtocolError."""
    fields = canonical.decode(data, _KEYS)
    forms.version(fields["v"])
    parts = fields["parts"]
    if not isinstance(parts, list) or not 1 <= len(parts) <= MOST_PARTS:
        raise ProtocolError("not so many parts")
    return Manifest(forms.lang(fields["lang"]), tuple(_shape(part) for part in parts))


def _shape(part: canonical.Value) -> Shape:
    if not isinstance(part, dict) or part.keys() != _PART_KEYS:
        raise ProtocolError("other keys")
    size = forms.integer(part["size"])
    if size < 1:
        raise ProtocolError("empty part")
    return Shape(forms.one_of(TYPES)(part["type"]), size)
