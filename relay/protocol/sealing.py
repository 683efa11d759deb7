"""A message's road out: sealed by its author, in memory or as a stream (docs/protocol.md §4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nacl.utils import random

from relay.errors import ProtocolError
from relay.protocol import b64, container
from relay.protocol.body import BodyDigest, BodyKey, seal_body
from relay.protocol.context import Context, commitment
from relay.protocol.grant import make_grant
from relay.protocol.identity import Identity, key_id
from relay.protocol.notation import ID_BYTES, KEY_BYTES
from relay.protocol.seal import make_seal
from relay.protocol.verify import Envelope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from relay.protocol.manifest import Manifest


@dataclass(frozen=True)
class Address:
    """Where a message belongs and which desk key it is sealed to (§4.2)."""

    instance: bytes
    case: str
    thread: str
    kind: str
    desk: str
    custody: bytes
    original: str = ""


@dataclass(frozen=True)
class MessageKeys:
    """File key, stream and id: drawn together, for one message and no other bytes (§4.3)."""

    file_key: bytes = field(repr=False)
    stream: bytes
    id: str

    @classmethod
    def draw(cls) -> MessageKeys:
        """Draw all three anew."""
        return cls(random(KEY_BYTES), random(ID_BYTES), b64.encode(random(ID_BYTES)))


class MessageSealer:
    """Seals one message as a stream: exhaust body(), then finish()."""

    def __init__(
        self,
        author: Identity,
        address: Address,
        manifest: Manifest,
        *,
        desk_box: bytes,
        seq: int,
        at: str,
        keys: MessageKeys | None = None,
    ) -> None:
        """Fix the context.

        desk_box: the desk's current key (1,216 bytes), which address.desk names; seq: the author's count from 1;
        keys: drawn where None. Raises ProtocolError for what §4.2 does not allow.
        """
        if key_id(desk_box) != address.desk:
            raise ProtocolError("another desk key")
        keys = keys if keys is not None else MessageKeys.draw()
        self.context = Context(
            **vars(address),
            id=keys.id,
            author=author.sign_pk,
            commitment=commitment(keys.file_key, keys.id),
            stream=keys.stream,
            size=manifest.size(),
        )
        self._author = author
        self._manifest = manifest
        self._grant = make_grant(author, self.context, desk_box, keys.file_key, seq=seq, at=at)
        self._key = BodyKey(keys.file_key, keys.stream, self.context.digest, self.context.size)
        self._digest: bytes | None = None

    def body(self, contents: Iterable[bytes], executor: Executor | None = None) -> Iterator[bytes]:
        """Seal the parts' bytes, in order and in pieces of any size; yields sealed chunks.

        Raises ProtocolError if called twice (a file key seals once) or if contents are not what the manifest says.
        """
        if self._digest is not None:
            raise ProtocolError("sealed before")
        self._digest = b""
        seen = BodyDigest()
        yield from seal_body(self._key, container.write(self._manifest, contents), seen, executor)
        self._digest = seen.digest()

    def finish(self) -> Envelope:
        """Sign what body() sealed; raises ProtocolError before it is exhausted."""
        if not self._digest:
            raise ProtocolError("not sealed yet")
        return Envelope(self.context.data, make_seal(self._author, self.context, self._digest), self._grant)


def seal_message(
    author: Identity,
    address: Address,
    parts: Sequence[container.Part],
    *,
    lang: str,
    desk_box: bytes,
    seq: int,
    at: str,
    keys: MessageKeys | None = None,
) -> tuple[Envelope, bytes]:
    """Seal parts that are at hand; returns the envelope and the sealed body. Raises ProtocolError."""
    manifest = container.manifest_of(parts, lang)
    sealer = MessageSealer(author, address, manifest, desk_box=desk_box, seq=seq, at=at, keys=keys)
    body = b"".join(sealer.body(part.data for part in parts))
    return sealer.finish(), body
