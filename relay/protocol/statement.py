"""Statements: what a person decides, signed (docs/protocol.md §5). Who may sign which is the domain's to check."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nacl.utils import random

from relay.errors import ProtocolError
from relay.protocol import b64, canonical, forms
from relay.protocol.notation import ID_BYTES, digest
from relay.protocol.signed import Signed, require_sizes, verify
from relay.protocol.statement_forms import COMMON_FIELDS, OWN_FIELDS, require_agreement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relay.protocol.canonical import Value
    from relay.protocol.identity import Identity

TYPES = tuple(OWN_FIELDS)


@dataclass(frozen=True)
class Statement:
    """A verified statement: shape, closed lists and signature hold.

    fields: the type's own fields as in the JSON (digests as b64 text); digest: H("statement", bytes).
    """

    type: str
    by: bytes
    case: str
    at: str
    nonce: str
    digest: bytes
    fields: Mapping[str, Value]
    signed: Signed = field(repr=False)

    def text(self, name: str) -> str:
        """Read a field that is a string."""
        return forms.text(self.fields[name])

    def flag(self, name: str) -> bool:
        """Read a field that is true or false."""
        return forms.flag(self.fields[name])

    def digest_field(self, name: str) -> bytes:
        """Read a field that is one digest; b"" where it is empty."""
        return forms.digest(self.fields[name]) if self.fields[name] != "" else b""

    def digests(self, name: str) -> tuple[bytes, ...]:
        """Read a field that is an array of digests."""
        values = self.fields[name]
        if not isinstance(values, list):
            raise ProtocolError("not an array")
        return tuple(forms.digest(value) for value in values)


def make_statement(keys: Identity, type_: str, *, case: str, at: str, nonce: str | None = None, **own: Value) -> Signed:
    """Sign a statement of this type; own are its own fields as in the JSON.

    nonce: b64 of 16 random bytes, drawn where None. Raises ProtocolError for what §5 does not allow.
    """
    fields: dict[str, Value] = {
        **own,
        "at": at,
        "by": b64.encode(keys.sign_pk),
        "case": case,
        "nonce": nonce if nonce is not None else b64.encode(random(ID_BYTES)),
        "type": type_,
        "v": 1,
    }
    _require_form(fields)
    return keys.sign("statement", canonical.encode(fields))


def read_statement(signed: Signed) -> Statement:
    """Verify a statement's shape, lists and signature; raises ProtocolError."""
    fields = canonical.decode(require_sizes(signed).data)
    type_ = _require_form(fields)
    by = forms.sign_key(fields["by"])
    verify(signed, "statement", by)
    return Statement(
        type=type_,
        by=by,
        case=forms.text(fields["case"]),
        at=forms.text(fields["at"]),
        nonce=forms.text(fields["nonce"]),
        digest=digest("statement", signed.data),
        fields={name: fields[name] for name in OWN_FIELDS[type_]},
        signed=signed,
    )


def _require_form(fields: Mapping[str, Value]) -> str:
    type_ = forms.one_of(TYPES)(fields.get("type", ""))
    own = OWN_FIELDS[type_]
    if fields.keys() != {"type", *COMMON_FIELDS, *own}:
        raise ProtocolError("other keys")
    for name, form in {**COMMON_FIELDS, **own}.items():
        form(fields[name])
    require_agreement(fields)
    return type_
