"""The sealed body: chunks in the STREAM construction, and their digest (docs/protocol.md §4.3)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from nacl.hashlib import blake2b

from relay.errors import ProtocolError
from relay.protocol import aead
from relay.protocol.notation import DIGEST_BYTES, label_bytes, same, u64le

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor, Future

CHUNK_BYTES = 262_144
SEALED_CHUNK_BYTES = CHUNK_BYTES + aead.TAG_BYTES

_AHEAD = 4  # chunks under way at once: keeps two threads busy in about 2 MiB
_LAST = 1 << 63
_CHUNK_LABEL = label_bytes("chunk")

_In = TypeVar("_In")
_Out = TypeVar("_Out")


@dataclass(frozen=True)
class BodyKey:
    """What every chunk is sealed with: file key (32 bytes), stream (16), h (32), and the container's size."""

    file_key: bytes = field(repr=False)
    stream: bytes
    h: bytes
    size: int

    @property
    def chunks(self) -> int:
        """Count the chunks."""
        return -(-self.size // CHUNK_BYTES)

    def _nonce(self, index: int) -> bytes:
        return self.stream + u64le(index + (_LAST if index == self.chunks - 1 else 0))

    def seal_chunk(self, index: int, chunk: bytes) -> bytes:
        """Seal chunk index (from 0): at most 262,144 bytes, 16 more when sealed."""
        return aead.seal_at(self.file_key, self._nonce(index), chunk, self.h)

    def open_chunk(self, index: int, sealed: bytes) -> bytes:
        """Open chunk index (from 0); raises ProtocolError for a moved, altered or foreign one."""
        return aead.unseal_at(self.file_key, self._nonce(index), sealed, self.h)


class BodyDigest:
    """H("body", D0 ‖ D1 ‖ …) over the chunks' digests, which may be computed anywhere, in order."""

    def __init__(self) -> None:
        self._state = blake2b(label_bytes("body"), digest_size=DIGEST_BYTES)

    def add(self, chunk_digest: bytes) -> None:
        """Take the next chunk's H("chunk", sealed chunk)."""
        self._state.update(chunk_digest)

    def digest(self) -> bytes:
        """Give the digest (32 bytes) of all chunks so far."""
        return self._state.digest()


def sealed_size(size: int) -> int:
    """Count the bytes of a sealed body: size + 16 × chunks."""
    return size + aead.TAG_BYTES * -(-size // CHUNK_BYTES)


def chunk_digest(sealed: bytes) -> bytes:
    """Hash one sealed chunk: H("chunk", sealed chunk)."""
    state = blake2b(_CHUNK_LABEL, digest_size=DIGEST_BYTES)  # as digest("chunk", sealed), without a copy of it
    state.update(sealed)
    return state.digest()


def seal_body(
    key: BodyKey, container: Iterable[bytes], seen: BodyDigest, executor: Executor | None = None
) -> Iterator[bytes]:
    """Seal a container piece by piece; its digest is in seen once the iterator is exhausted.

    container: pieces of any size, key.size bytes in all. executor: threads to seal on, or None for this one.
    Raises ProtocolError if the container has another length.
    """

    def seal(place: tuple[int, bytes]) -> tuple[bytes, bytes]:
        sealed = key.seal_chunk(*place)
        return sealed, chunk_digest(sealed)

    for sealed, its_digest in _in_order(seal, enumerate(rechunk(container, CHUNK_BYTES, key.size)), executor):
        seen.add(its_digest)
        yield sealed


def open_body(
    key: BodyKey, body: Iterable[bytes], expected: bytes, executor: Executor | None = None
) -> Iterator[bytes]:
    """Open a sealed body chunk by chunk.

    body: pieces of any size; expected: the seal's body digest (32 bytes). Nothing may be shown before the iterator
    is exhausted: the digest covers what was opened, in the same pass, and is compared at the end.
    Raises ProtocolError.
    """

    def unseal(place: tuple[int, bytes]) -> tuple[bytes, bytes]:
        return key.open_chunk(*place), chunk_digest(place[1])

    seen = BodyDigest()
    chunks = rechunk(body, SEALED_CHUNK_BYTES, sealed_size(key.size))
    for opened, its_digest in _in_order(unseal, enumerate(chunks), executor):
        seen.add(its_digest)
        yield opened
    if not same(seen.digest(), expected):
        raise ProtocolError("another body than was sealed")


def rechunk(pieces: Iterable[bytes], size: int, total: int) -> Iterator[bytes]:
    """Cut pieces of any length into chunks of size bytes, the last one shorter; total bytes in all.

    Raises ProtocolError for more or fewer bytes.
    """
    waiting: list[memoryview] = []
    held, rest = 0, total
    for piece in pieces:
        rest -= len(piece)
        if rest < 0:
            raise ProtocolError("too long")
        if not held and len(piece) == size:
            yield piece
            continue
        view = memoryview(piece)
        while held + len(view) >= size:
            yield b"".join((*waiting, view[: size - held]))
            view, held, waiting = view[size - held :], 0, []
        if view:
            waiting.append(view)
            held += len(view)
    if rest:
        raise ProtocolError("too short")
    if waiting:
        yield b"".join(waiting)


def _in_order(function: Callable[[_In], _Out], items: Iterable[_In], executor: Executor | None) -> Iterator[_Out]:
    """Map in order, a few items ahead of the consumer where there are threads."""
    if executor is None:
        yield from map(function, items)
        return
    under_way: deque[Future[_Out]] = deque()
    for item in items:
        under_way.append(executor.submit(function, item))
        if len(under_way) >= _AHEAD:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()
