"""The author's seal over context and body (docs/protocol.md §4.4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relay.errors import ProtocolError
from relay.protocol import b64, canonical, forms
from relay.protocol.notation import digest
from relay.protocol.signed import Signed, require_sizes, verify

if TYPE_CHECKING:
    from relay.protocol.context import Context
    from relay.protocol.identity import Identity

_KEYS = frozenset({"body", "context", "type", "v"})


@dataclass(frozen=True)
class Seal:
    """A verified seal; digest is H("seal", seal), which an agreement names (§5)."""

    body: bytes
    digest: bytes
    signed: Signed = field(repr=False)


def make_seal(keys: Identity, context: Context, body: bytes) -> Signed:
    """Sign context and body digest (32 bytes) as the author."""
    fields: dict[str, canonical.Value] = {
        "body": b64.encode(body),
        "context": b64.encode(context.digest),
        "type": "seal",
        "v": 1,
    }
    return keys.sign("seal", canonical.encode(fields))


def read_seal(signed: Signed, context: Context) -> Seal:
    """Verify the seal of this context, signed by its author; raises ProtocolError."""
    fields = canonical.decode(require_sizes(signed).data, _KEYS)
    forms.version(fields["v"])
    forms.exactly("seal")(fields["type"])
    if forms.digest(fields["context"]) != context.digest:
        raise ProtocolError("seal of another message")
    verify(signed, "seal", context.author)
    return Seal(forms.digest(fields["body"]), digest("seal", signed.data), signed)
