"""Grants: a message's file key, sealed to one recipient (docs/protocol.md §4.5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relay.errors import ProtocolError
from relay.protocol import b64, canonical, forms, seal_to, xwing
from relay.protocol.context import commitment
from relay.protocol.identity import key_id
from relay.protocol.notation import KEY_BYTES, digest, label_bytes, same
from relay.protocol.signed import Signed, require_sizes, verify

if TYPE_CHECKING:
    from relay.protocol.context import Context
    from relay.protocol.identity import Identity

SEALED_BYTES = seal_to.OVERHEAD + KEY_BYTES
LATER = 0  # seq of every grant after the one a message entered with

_KEYS = frozenset({"at", "by", "context", "key", "sealed", "seq", "type", "v"})


@dataclass(frozen=True)
class Grant:
    """A verified grant: by a signing key, to the box key named key; sealed is 1,192 bytes."""

    at: str
    by: bytes
    key: str
    sealed: bytes = field(repr=False)
    seq: int
    digest: bytes
    signed: Signed = field(repr=False)

    @property
    def is_later(self) -> bool:
        """Tell whether this came after the grant at entry, and so needs a statement that names it."""
        return self.seq == LATER


def make_grant(keys: Identity, context: Context, recipient_box: bytes, file_key: bytes, *, seq: int, at: str) -> Signed:
    """Seal a file key (32 bytes) to a box key (1,216 bytes) and sign.

    seq: the author's own count in that case from 1, or LATER.
    """
    fields: dict[str, canonical.Value] = {
        "at": forms.time(at),
        "by": b64.encode(keys.sign_pk),
        "context": b64.encode(context.digest),
        "key": key_id(recipient_box),
        "sealed": b64.encode(seal_to.seal_to(recipient_box, file_key, _bound_to(context))),
        "seq": seq,
        "type": "grant",
        "v": 1,
    }
    return keys.sign("grant", canonical.encode(fields))


def read_grant(signed: Signed, context: Context) -> Grant:
    """Verify a grant of this context and the rules of its place.

    At entry: to the context's desk, by its author, counted from 1; later: to another key.
    Raises ProtocolError. Whether a later granter held the desk, and a statement names it, is checked in message.
    """
    fields = canonical.decode(require_sizes(signed).data, _KEYS)
    forms.version(fields["v"])
    forms.exactly("grant")(fields["type"])
    grant = Grant(
        at=forms.time(fields["at"]),
        by=forms.sign_key(fields["by"]),
        key=forms.id16(fields["key"]),
        sealed=b64.decode(forms.text(fields["sealed"]), SEALED_BYTES),
        seq=forms.integer(fields["seq"]),
        digest=digest("grant", signed.data),
        signed=signed,
    )
    if forms.digest(fields["context"]) != context.digest:
        raise ProtocolError("grant of another message")
    to_desk = grant.key == context.desk
    if grant.is_later == to_desk or (to_desk and grant.by != context.author):
        raise ProtocolError("not the one grant at entry, nor a later one")
    verify(signed, "grant", grant.by)
    return grant


def context_of(signed: Signed) -> bytes:
    """Read, unverified, which context's digest a grant names; raises ProtocolError."""
    return forms.digest(canonical.decode(require_sizes(signed).data, _KEYS)["context"])


def open_grant(grant: Grant, box_sk: bytes, context: Context) -> bytes:
    """Open the file key (32 bytes) and hold it against the commitment; raises ProtocolError."""
    if key_id(xwing.public_key(box_sk)) != grant.key:
        raise ProtocolError("granted to another key")
    file_key = seal_to.unseal_from(box_sk, grant.sealed, _bound_to(context), KEY_BYTES)
    if not same(commitment(file_key, context.id), context.commitment):
        raise ProtocolError("not the file key that was committed to")
    return file_key


def _bound_to(context: Context) -> bytes:
    return label_bytes("grant") + context.digest
