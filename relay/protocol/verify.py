"""What a server can check without any secret (docs/protocol.md §4.2-§4.5): it verifies and opens nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relay.errors import ProtocolError
from relay.protocol.body import SEALED_CHUNK_BYTES, BodyDigest, chunk_digest, sealed_size
from relay.protocol.context import Context, read_context
from relay.protocol.grant import Grant, read_grant
from relay.protocol.notation import same
from relay.protocol.seal import Seal, read_seal
from relay.protocol.signed import Signed, require_sizes

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Envelope:
    """Everything of a message but its body, as it travels.

    statement: for a later grant (seq 0) the statement that names it, else None.
    """

    context: bytes
    seal: Signed
    grant: Signed
    statement: Signed | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class BodySeen:
    """Length in bytes and digest (32 bytes) of a sealed body."""

    size: int
    digest: bytes


@dataclass(frozen=True)
class Verified:
    """An envelope whose signatures and bindings hold."""

    context: Context
    seal: Seal
    grant: Grant

    def check_body(self, seen: BodySeen) -> None:
        """Hold a sealed body against context and seal; raises ProtocolError."""
        if seen.size != sealed_size(self.context.size) or not same(seen.digest, self.seal.body):
            raise ProtocolError("another body than was sealed")


class BodyHasher:
    """Hashes sealed bytes as they arrive, in pieces of any size, in constant memory."""

    def __init__(self) -> None:
        self._digest = BodyDigest()
        self._waiting = bytearray()
        self._size = 0

    def feed(self, data: bytes) -> None:
        """Take the next bytes."""
        self._size += len(data)
        self._waiting += data
        while len(self._waiting) >= SEALED_CHUNK_BYTES:
            with memoryview(self._waiting) as view:
                chunk = bytes(view[:SEALED_CHUNK_BYTES])
            self._digest.add(chunk_digest(chunk))
            del self._waiting[:SEALED_CHUNK_BYTES]

    def finish(self) -> BodySeen:
        """Tell what was seen; nothing may be fed afterwards."""
        if self._waiting:
            self._digest.add(chunk_digest(bytes(self._waiting)))
            self._waiting.clear()
        return BodySeen(self._size, self._digest.digest())


def hash_body(pieces: Iterable[bytes]) -> BodySeen:
    """Hash a whole sealed body from its pieces."""
    hasher = BodyHasher()
    for piece in pieces:
        hasher.feed(piece)
    return hasher.finish()


def verify_envelope(envelope: Envelope, instance: bytes | None) -> Verified:
    """Check an envelope in the reader's order: sizes, context, seal, grant (§1).

    instance: this programme's (32 bytes); None only where none is pinned. Raises ProtocolError.
    """
    require_sizes(envelope.seal)
    require_sizes(envelope.grant)
    context = read_context(envelope.context, instance)
    seal = read_seal(envelope.seal, context)
    return Verified(context, seal, read_grant(envelope.grant, context))
