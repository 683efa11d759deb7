"""A message's road in: opened by its reader, shown or granted on only as a whole (docs/protocol.md §4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relay.errors import ProtocolError
from relay.protocol import container
from relay.protocol.body import BodyKey, open_body
from relay.protocol.grant import LATER, Grant, make_grant, open_grant
from relay.protocol.later_grant import read_naming
from relay.protocol.verify import Envelope, Verified, verify_envelope

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from concurrent.futures import Executor

    from relay.protocol.context import Context
    from relay.protocol.identity import Identity
    from relay.protocol.manifest import Manifest
    from relay.protocol.signed import Signed
    from relay.protocol.statement import Statement


@dataclass(frozen=True)
class Opened:
    """A message all of which has opened, its seal and digest verified: only this may be shown or granted on."""

    verified: Verified
    manifest: Manifest
    statement: Statement | None
    file_key: bytes = field(repr=False)

    @property
    def context(self) -> Context:
        """Give the message's context."""
        return self.verified.context

    @property
    def grant(self) -> Grant:
        """Give the grant it was opened with."""
        return self.verified.grant


def open_message_to(
    envelope: Envelope,
    body: Iterable[bytes],
    box_sk: bytes,
    sink: Callable[[int, memoryview], object],
    *,
    instance: bytes | None,
    desk_holders: Collection[bytes] = (),
    executor: Executor | None = None,
) -> Opened:
    """Open a message as a stream, in the reader's order of checks (§1).

    sink(part number from 0, bytes): what it was given may be shown only once this returns.
    box_sk: the secret of the key granted to. desk_holders: signing keys that held the desk key it was sealed to
    (Custody.epoch_of_key; needed for a later grant). executor: threads to open on.
    Raises ProtocolError, whatever is wrong.
    """
    verified = verify_envelope(envelope, instance)
    statement = _naming_statement(envelope, verified, desk_holders)
    context = verified.context
    file_key = open_grant(verified.grant, box_sk, context)
    key = BodyKey(file_key, context.stream, context.digest, context.size)
    reader = container.Reader(context.size, sink)
    for chunk in open_body(key, body, verified.seal.body, executor):
        reader.feed(chunk)
    return Opened(verified, reader.finish(), statement, file_key)


def open_message(
    envelope: Envelope,
    body: bytes,
    box_sk: bytes,
    *,
    instance: bytes | None,
    desk_holders: Collection[bytes] = (),
) -> tuple[Opened, container.Container]:
    """Open a message in memory, as open_message_to does; returns it with its parts. Raises ProtocolError."""
    collected = container.Collected()
    opened = open_message_to(envelope, (body,), box_sk, collected.add, instance=instance, desk_holders=desk_holders)
    return opened, collected.container(opened.manifest)


def forward(granter: Identity, opened: Opened, recipient_box: bytes, *, at: str) -> Signed:
    """Grant an opened message on to another box key (§4.5); the statement that names its digest goes with it."""
    return make_grant(granter, opened.context, recipient_box, opened.file_key, seq=LATER, at=at)


def _naming_statement(envelope: Envelope, verified: Verified, desk_holders: Collection[bytes]) -> Statement | None:
    """Refuse a later grant unless its granter held the desk and a statement of theirs names it (§4.5)."""
    grant = verified.grant
    if not grant.is_later:
        return None
    if grant.by not in desk_holders:
        raise ProtocolError("granted by who did not hold the desk")
    return read_naming(envelope.statement, grant, verified.context)
