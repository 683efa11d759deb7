"""One link of a desk's custody chain: its shape and signature (docs/protocol.md §6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nacl.utils import random

from relay.errors import ProtocolError
from relay.protocol import b64, canonical, forms
from relay.protocol.notation import ID_BYTES, digest
from relay.protocol.signed import Signed, require_sizes, verify

if TYPE_CHECKING:
    from relay.protocol.custody import Custody
    from relay.protocol.identity import Identity

ASSIGN, OPEN, SHARE, CLOSE = "assign", "open", "share", "close"

_KEYS = frozenset({"at", "box", "by", "desk", "epoch", "holder", "nonce", "prev", "type", "v"})


@dataclass(frozen=True)
class CustodyStatement:
    """A verified link; box and holder are b"" where its type has none.

    digest chains (H("custody", …)) and is what a context's custody and an open's sealed secret name.
    """

    type: str
    at: str
    by: bytes
    desk: str
    epoch: int
    holder: bytes
    box: bytes = field(repr=False)
    nonce: str
    prev: bytes
    digest: bytes
    signed: Signed = field(repr=False)


def read_custody_statement(signed: Signed) -> CustodyStatement:
    """Verify shape and signature, not yet place or power; raises ProtocolError."""
    fields = canonical.decode(require_sizes(signed).data, _KEYS)
    forms.version(fields["v"])
    type_ = forms.one_of((ASSIGN, OPEN, SHARE, CLOSE))(fields["type"])
    statement = CustodyStatement(
        type=type_,
        at=forms.time(fields["at"]),
        by=forms.sign_key(fields["by"]),
        desk=forms.desk_name(fields["desk"]),
        epoch=_epoch(fields["epoch"]),
        holder=forms.digest(fields["holder"]) if type_ in (ASSIGN, SHARE) else _none(fields["holder"]),
        box=forms.box_key(fields["box"]) if type_ == OPEN else _none(fields["box"]),
        nonce=forms.id16(fields["nonce"]),
        prev=forms.digest(fields["prev"]),
        digest=digest("custody", signed.data),
        signed=signed,
    )
    verify(signed, "statement", statement.by)
    return statement


def _epoch(value: canonical.Value) -> int:
    if forms.integer(value) < 1:
        raise ProtocolError("epochs count from 1")
    return forms.integer(value)


def _none(value: canonical.Value) -> bytes:
    if value != "":
        raise ProtocolError("this type has none")
    return b""


def make_assign(
    keys: Identity, custody: Custody, holder: bytes, *, epoch: int, at: str, nonce: str | None = None
) -> Signed:
    """Assign a desk to the card with this digest: the newest epoch adds or renews, the next one ends it at once."""
    return _make(keys, custody, ASSIGN, epoch=epoch, holder=b64.encode(holder), at=at, nonce=nonce)


def make_open(keys: Identity, custody: Custody, box: bytes, *, at: str, nonce: str | None = None) -> Signed:
    """Open the newest epoch with a box key (1,216 bytes) made on this device."""
    return _make(keys, custody, OPEN, epoch=_newest(custody), box=b64.encode(box), at=at, nonce=nonce)


def make_share(
    keys: Identity, custody: Custody, holder: bytes, *, epoch: int, at: str, nonce: str | None = None
) -> Signed:
    """Share an epoch's secret with the card of this digest (its sealed copy travels beside: desk_secret)."""
    return _make(keys, custody, SHARE, epoch=epoch, holder=b64.encode(holder), at=at, nonce=nonce)


def make_close(keys: Identity, custody: Custody, *, at: str, nonce: str | None = None) -> Signed:
    """Close the newest epoch: nothing can be sealed to the desk until the next is opened."""
    return _make(keys, custody, CLOSE, epoch=_newest(custody), at=at, nonce=nonce)


def _newest(custody: Custody) -> int:
    if custody.newest is None:
        raise ProtocolError("nothing assigned yet")
    return custody.newest.number


def _make(
    keys: Identity,
    custody: Custody,
    type_: str,
    *,
    epoch: int,
    at: str,
    nonce: str | None,
    box: str = "",
    holder: str = "",
) -> Signed:
    fields: dict[str, canonical.Value] = {
        "at": forms.time(at),
        "box": box,
        "by": b64.encode(keys.sign_pk),
        "desk": custody.desk,
        "epoch": epoch,
        "holder": holder,
        "nonce": forms.id16(nonce if nonce is not None else b64.encode(random(ID_BYTES))),
        "prev": b64.encode(custody.head),
        "type": type_,
        "v": 1,
    }
    return keys.sign("statement", canonical.encode(fields))
