"""Checks of whole messages: opened, sealed again from what was opened, and refused."""

from __future__ import annotations

import hashlib
import io
from functools import partial
from typing import TYPE_CHECKING

from relay.protocol.body import BodyDigest, BodyKey, seal_body
from relay.protocol.container import pack
from relay.protocol.file_form import read_file, write_file
from relay.protocol.message import Container, Envelope, Opened, open_message
from relay.protocol.verify import hash_body
from tests.vectors.refusing import must_refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.vectors.programme import Programme
    from tests.vectors.reading import Item


def cases(programme: Programme) -> Iterator[tuple[str, Callable[[], None]]]:
    for place, item in enumerate(programme.vectors["messages"]):
        yield f"messages: {place}", partial(_message, programme, item)
    for row in programme.vectors["refuse"]:
        yield f"refuses {row['why']}", partial(_refused, programme, row)


def envelope_of(item: Item) -> Envelope:
    """Read an envelope as the file has it."""
    seal, grant = item.signed("seal", "seal_signature"), item.signed("grant", "grant_signature")
    return Envelope(item.text_bytes("context"), seal, grant)


def file_hash(envelope: Envelope, body: bytes) -> str:
    """Write the file form, read it again, and hash it."""
    data = b"".join(write_file(envelope, (body,)))
    again, pieces = read_file(io.BytesIO(data).read)
    assert (again, b"".join(pieces)) == (envelope, body), "file form"
    return hashlib.sha256(data).hexdigest()


def _message(programme: Programme, item: Item) -> None:
    envelope, body = envelope_of(item), item.raw("body")
    opened, container = _open(programme, item)
    assert opened.context.author == programme.card(item["author"]).sign, "author"
    assert opened.context.digest == item.raw("h"), "h"
    assert container.lang == item["lang"], "lang"
    assert len(container.parts) == len(item["parts"]), "parts"
    for part, expected in zip(container.parts, item["parts"], strict=True):
        shape = (part.type, len(part.data), hashlib.sha256(part.data).hexdigest())
        assert shape == (expected["type"], expected["size"], expected["sha256"]), "parts"
    opened.verified.check_body(hash_body((body,)))
    assert file_hash(envelope, body) == item["file_sha256"], "file_sha256"
    _seals_to_the_same(opened, container, body)


def _open(programme: Programme, item: Item) -> tuple[Opened, Container]:
    secret = programme.secret(item["opens_with"])
    return open_message(envelope_of(item), item.raw("body"), secret, instance=programme.instance)


def _refused(programme: Programme, item: Item) -> None:
    programme.secret(item["opens_with"])  # must exist: a refusal for want of a key would prove nothing
    must_refuse(lambda: _open(programme, item))


def _seals_to_the_same(opened: Opened, container: Container, body: bytes) -> None:
    context = opened.context
    key = BodyKey(opened.file_key, context.stream, context.digest, context.size)
    packed = pack(container.parts, container.lang)
    assert b"".join(seal_body(key, (packed,), BodyDigest())) == body, "sealed again"
