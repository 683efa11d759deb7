"""The container: what a person made, as one padded run of bytes (docs/protocol.md §4.1)."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from relay.errors import ProtocolError
from relay.protocol.manifest import TEXT_TYPES, Manifest, Shape, read_manifest
from relay.protocol.notation import LARGEST_PART
from relay.protocol.padding import padded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_LENGTH_BYTES = 4
_ZEROS = 65536
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Part:
    """One file of a container; type is one of manifest.TYPES."""

    type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Container:
    """An opened container."""

    lang: str
    parts: tuple[Part, ...]


def manifest_of(parts: Sequence[Part], lang: str) -> Manifest:
    """Describe parts that are at hand."""
    return Manifest(lang, tuple(Shape(part.type, len(part.data)) for part in parts))


def pack(parts: Sequence[Part], lang: str) -> bytes:
    """Write parts as one padded container; raises ProtocolError for what §4.1 does not allow."""
    return b"".join(write(manifest_of(parts, lang), (part.data for part in parts)))


def unpack(data: bytes) -> Container:
    """Read a whole container strictly; raises ProtocolError."""
    collected = Collected()
    reader = Reader(len(data), collected.add)
    reader.feed(data)
    return collected.container(reader.finish())


def write(manifest: Manifest, contents: Iterable[bytes]) -> Iterator[bytes]:
    """Write a container as a stream: head, contents as they come, zeros.

    contents: the parts' bytes in order, in pieces of any size. The same rules as a reader's are checked on the way;
    raises ProtocolError.
    """
    checker = Reader(manifest.size(), lambda _number, _data: None)
    for piece in chain((manifest.head(),), contents, _zeros(manifest.size() - manifest.used())):
        checker.feed(piece)
        yield piece
    checker.finish()


def _zeros(count: int) -> Iterator[bytes]:
    for start in range(0, count, _ZEROS):
        yield bytes(min(_ZEROS, count - start))


class Collected:
    """A sink that keeps every part in memory."""

    def __init__(self) -> None:
        self._parts: list[bytearray] = []

    def add(self, number: int, data: memoryview) -> None:
        """Keep a piece of part number (from 0)."""
        while len(self._parts) <= number:
            self._parts.append(bytearray())
        self._parts[number] += data

    def container(self, manifest: Manifest) -> Container:
        """Give what was kept, once the reader has finished."""
        pairs = zip(manifest.shapes, self._parts, strict=True)
        return Container(manifest.lang, tuple(Part(shape.type, bytes(data)) for shape, data in pairs))


class Reader:
    """Reads a container piece by piece and hands each part's bytes to a sink.

    What the sink was given counts only once finish has returned.
    """

    def __init__(self, size: int, sink: Callable[[int, memoryview], object]) -> None:
        """Expect a container of exactly size bytes (padded)."""
        self._size = size
        self._sink = sink
        self._seen = 0
        self._head = bytearray()
        self._manifest: Manifest | None = None
        self._number = 0
        self._rest = 0  # of the part being read
        self._text: _TextCheck | None = None

    def feed(self, data: bytes) -> None:
        """Take the next bytes; raises ProtocolError as soon as something is wrong."""
        self._seen += len(data)
        if self._seen > self._size:
            raise ProtocolError("container too long")
        view = memoryview(data)
        if self._manifest is None:
            view = self._read_head(view)
        while view and self._manifest is not None and self._number < len(self._manifest.shapes):
            view = self._read_part(view, self._manifest.shapes)
        if view and view != bytes(len(view)):
            raise ProtocolError("padding is not zero")

    def finish(self) -> Manifest:
        """Tell what the container held; raises ProtocolError if it ended early."""
        if self._manifest is None or self._seen != self._size:
            raise ProtocolError("container too short")
        return self._manifest

    def _read_head(self, view: memoryview) -> memoryview:
        start = len(self._head)
        self._head += view[: _LENGTH_BYTES + LARGEST_PART - start]
        if len(self._head) < _LENGTH_BYTES:
            return view[:0]
        end = _LENGTH_BYTES + int.from_bytes(self._head[:_LENGTH_BYTES], "big")
        if end > _LENGTH_BYTES + LARGEST_PART:
            raise ProtocolError("manifest too long")
        if len(self._head) < end:
            return view[:0]
        self._manifest = read_manifest(bytes(self._head[_LENGTH_BYTES:end]))
        if padded(end + sum(shape.size for shape in self._manifest.shapes)) != self._size:
            raise ProtocolError("another padded length")
        self._begin(self._manifest.shapes)
        return view[end - start :]

    def _begin(self, shapes: Sequence[Shape]) -> None:
        if self._number < len(shapes):
            self._rest = shapes[self._number].size
            self._text = _TextCheck() if shapes[self._number].type in TEXT_TYPES else None

    def _read_part(self, view: memoryview, shapes: Sequence[Shape]) -> memoryview:
        piece = view[: self._rest]
        self._rest -= len(piece)
        if self._text is not None:
            self._text.feed(piece, last=not self._rest)
        self._sink(self._number, piece)
        if not self._rest:
            self._number += 1
            self._begin(shapes)
        return view[len(piece) :]


class _TextCheck:
    """Strict UTF-8 without C0 controls but LF and TAB, and without direction controls (§4.1)."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")

    def feed(self, piece: memoryview, *, last: bool) -> None:
        try:
            text = self._decoder.decode(bytes(piece), last)
        except UnicodeDecodeError as error:
            raise ProtocolError("not UTF-8") from error
        if _FORBIDDEN.search(text):
            raise ProtocolError("control in text")
