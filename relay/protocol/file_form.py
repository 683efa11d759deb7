"""One file that holds a whole message, for export and for a machine without a network (docs/protocol.md §4.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.errors import ProtocolError
from relay.protocol.body import SEALED_CHUNK_BYTES, sealed_size
from relay.protocol.context import read_context
from relay.protocol.grant import read_grant
from relay.protocol.notation import LARGEST_PART, length_prefixed
from relay.protocol.signed import Signed
from relay.protocol.verify import Envelope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MAGIC = b"RELAY1\r\n"
_LENGTH_BYTES = 4


def write_file(envelope: Envelope, body: Iterable[bytes]) -> Iterator[bytes]:
    """Write a message with its reader's own grant; yields pieces.

    Raises ProtocolError unless a later grant, and no other, comes with the statement that names it.
    """
    if _is_later(envelope.context, envelope.grant) != (envelope.statement is not None):
        raise ProtocolError("a later grant and its statement go together")
    yield MAGIC
    signed = [envelope.seal, envelope.grant]
    if envelope.statement is not None:
        signed.append(envelope.statement)
    yield length_prefixed(envelope.context)
    for item in signed:
        yield length_prefixed(item.data) + length_prefixed(item.signature)
    yield from body


def read_file(read: Callable[[int], bytes]) -> tuple[Envelope, Iterator[bytes]]:
    """Read a message's file: its envelope, and its sealed body as a stream.

    read(n): gives up to n bytes, fewer only at the end. Seal and body are still to be verified (message.open_message).
    Raises ProtocolError.
    """
    if read(len(MAGIC)) != MAGIC:
        raise ProtocolError("not a message's file")
    context_data = _read_part(read)
    seal = _read_signed(read)
    grant = _read_signed(read)
    statement = _read_signed(read) if _is_later(context_data, grant) else None
    size = sealed_size(read_context(context_data).size)
    return Envelope(context_data, seal, grant, statement=statement), _read_body(read, size)


def _is_later(context: bytes, grant: Signed) -> bool:
    return read_grant(grant, read_context(context)).is_later


def _read_signed(read: Callable[[int], bytes]) -> Signed:
    return Signed(_read_part(read), _read_part(read))


def _read_part(read: Callable[[int], bytes]) -> bytes:
    size = int.from_bytes(_read_exactly(read, _LENGTH_BYTES), "big")
    if size > LARGEST_PART:
        raise ProtocolError("part too long")
    return _read_exactly(read, size)


def _read_exactly(read: Callable[[int], bytes], size: int) -> bytes:
    data = read(size)
    if len(data) != size:
        raise ProtocolError("file too short")
    return data


def _read_body(read: Callable[[int], bytes], size: int) -> Iterator[bytes]:
    """Give the body, and one byte more if there is one: a longer file is refused when it is opened."""
    while piece := read(min(SEALED_CHUNK_BYTES, size + 1)):
        size -= len(piece)
        yield piece
        if size < 0:
            return
