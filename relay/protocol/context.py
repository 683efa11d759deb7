"""A message's context: everything the sealed body is bound to (docs/protocol.md §4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from relay.errors import ProtocolError
from relay.protocol import b64, canonical, forms, notation
from relay.protocol.padding import padded

LETTERS = ("letter", "video", "audio")
KINDS = (*LETTERS, "relayed", "guidance", "aside", "notes", "request", "sheet")
WITHOUT_THREAD = ("request", "sheet", "notes")
WITH_ORIGINAL = (*LETTERS, "aside")

_KEYS = frozenset(
    "author case commitment custody desk id instance kind original size stream thread type v".split()  # noqa: SIM905 - as §4.2 writes it
)


@dataclass(frozen=True)
class Context:
    """The fields of §4.2: keys, digests and stream as bytes; ids, key_id and codes as text."""

    id: str
    instance: bytes
    case: str
    thread: str
    kind: str
    author: bytes
    desk: str
    custody: bytes
    original: str
    commitment: bytes
    stream: bytes
    size: int

    @cached_property
    def data(self) -> bytes:
        """Write the canonical bytes; raises ProtocolError for what §4.2 does not allow."""
        data = canonical.encode(
            {
                "author": b64.encode(self.author),
                "case": self.case,
                "commitment": b64.encode(self.commitment),
                "custody": b64.encode(self.custody),
                "desk": self.desk,
                "id": self.id,
                "instance": b64.encode(self.instance),
                "kind": self.kind,
                "original": self.original,
                "size": self.size,
                "stream": b64.encode(self.stream),
                "thread": self.thread,
                "type": "message",
                "v": 1,
            }
        )
        _parse(data)
        return data

    @cached_property
    def digest(self) -> bytes:
        """Compute h = H("context", context), which every chunk and grant is bound to."""
        return notation.digest("context", self.data)


def commitment(file_key: bytes, message_id: str) -> bytes:
    """Compute K(file_key, "commitment", id as ASCII): a file key that does not match it is refused."""
    return notation.derive(file_key, "commitment", message_id.encode("ascii"))


def may_author(role: str, *, kind: str, original: str) -> bool:
    """Tell whether a person of this role may author such a message; what the ledger must say besides, §4.2 lists."""
    if kind == "request":
        return True
    if kind == "sheet":
        return role == "officer"
    if kind == "aside":
        return role in ("victim", "liaison")
    if kind not in LETTERS:
        return role == "mediator"
    return role == "mediator" or (original == "" and role in ("victim", "liaison"))


def read_context(data: bytes, instance: bytes | None = None) -> Context:
    """Read a context strictly.

    instance: the programme this reader belongs to (None only where none is pinned).
    Raises ProtocolError for another programme's, or for what §4.2 does not allow.
    """
    context = _parse(data)
    if instance is not None and context.instance != instance:
        raise ProtocolError("another programme")
    context.__dict__["data"] = data  # canonical, as _parse has just checked: not written and checked again
    return context


def _parse(data: bytes) -> Context:
    fields = canonical.decode(data, _KEYS)
    forms.version(fields["v"])
    forms.exactly("message")(fields["type"])
    context = Context(
        id=forms.id16(fields["id"]),
        instance=forms.digest(fields["instance"]),
        case=forms.or_empty(forms.code)(fields["case"]),
        thread=forms.or_empty(forms.victim)(fields["thread"]),
        kind=forms.one_of(KINDS)(fields["kind"]),
        author=forms.sign_key(fields["author"]),
        desk=forms.id16(fields["desk"]),
        custody=forms.digest(fields["custody"]),
        original=forms.or_empty(forms.id16)(fields["original"]),
        commitment=forms.digest(fields["commitment"]),
        stream=b64.decode(forms.text(fields["stream"]), notation.ID_BYTES),
        size=forms.integer(fields["size"]),
    )
    _require_agreement(context)
    return context


def _require_agreement(context: Context) -> None:
    fits = (
        (context.case == "") == (context.kind == "request")
        and (context.thread == "") == (context.kind in WITHOUT_THREAD)
        and (context.original == "" or context.kind in WITH_ORIGINAL)
        and padded(context.size) == context.size
    )
    if not fits:
        raise ProtocolError("fields do not agree")
