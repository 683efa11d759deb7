"""One long video sealed and opened on the whole road of the protocol, as a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.protocol.identity import Identity, key_id
from relay.protocol.message import Address, Envelope, Manifest, MessageKeys, MessageSealer, Shape, open_message_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Executor

_AUTHOR = Identity.from_seed(bytes(32))
_DESK = Identity.from_seed(bytes(31) + b"\1")
_KEYS = MessageKeys(bytes(32), bytes(16), "A" * 22)  # fixed, so that sealing again gives the same bytes
_PIECE = bytes(262_144)


def pieces(size: int) -> Iterator[bytes]:
    """Give size bytes, as a file read in pieces would."""
    for _ in range(size // len(_PIECE)):
        yield _PIECE


def sealer(size: int) -> MessageSealer:
    """Begin a video of size bytes."""
    address = Address(bytes(32), "RO-1", "victim-1", "video", key_id(_DESK.box_pk), bytes(32))
    manifest = Manifest("en", (Shape("video/mp4", size),))
    return MessageSealer(_AUTHOR, address, manifest, desk_box=_DESK.box_pk, seq=1, at="2026-11-22T14:05Z", keys=_KEYS)


def seal(size: int, executor: Executor | None = None) -> Envelope:
    """Seal and throw the chunks away, as a socket would take them."""
    sealing = sealer(size)
    for _ in sealing.body(pieces(size), executor):
        pass
    return sealing.finish()


def seal_and_keep(size: int) -> tuple[Envelope, list[bytes]]:
    """Seal and keep the chunks, to be opened."""
    sealing = sealer(size)
    chunks = list(sealing.body(pieces(size)))
    return sealing.finish(), chunks


def unseal(envelope: Envelope, chunks: Iterable[bytes], executor: Executor | None = None) -> None:
    """Open and verify everything."""
    open_message_to(envelope, chunks, _DESK.box_sk, lambda _part, _data: None, instance=bytes(32), executor=executor)
