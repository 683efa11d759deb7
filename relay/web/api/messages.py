"""Messages: the sealed body first, or with it, then the message; and serving both to who holds a grant."""

from __future__ import annotations

from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

from flask import Blueprint, Response, request
from pydantic import Field, StringConstraints
from werkzeug.wsgi import wrap_file

from relay.domain.deliveries import HIGHEST_NUMBER
from relay.errors import Malformed, OutOfRange, ProtocolError, RelayError, TooLarge
from relay.protocol import b64, forms
from relay.protocol.body import SEALED_CHUNK_BYTES
from relay.protocol.signed import Signed
from relay.protocol.verify import Envelope
from relay.services.accept import accept
from relay.services.letter import Letter, verify_letter
from relay.services.read_message import Readable, note_served, read_message
from relay.services.receive_body import StoredBody, keep_upload, store_body
from relay.web.api.answering import Answer, answer, no_content
from relay.web.api.parsing import Call, Id, Signature, Text, call
from relay.web.api.whole import require_whole
from relay.web.login import current_person, require
from relay.web.reception import clock, limits, reception
from relay.web.transaction import Unsettled, changed, changing, reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from relay.domain.person import Person

blueprint = Blueprint("messages", __name__)

OCTETS = "application/octet-stream"
_PUT_BODY = "api.messages.put_body"


class NewMessage(Call):
    """An envelope as signed, and up to 1 MiB of body in b64 where it was not put before.

    draft: deleted in the same transaction, or with keep marked as the author's copy; task: the number of the
    delivery that a liaison's letter answers, else she had some task of its case and thread.
    """

    context: Text
    seal: Text
    seal_signature: Signature
    grant: Text
    grant_signature: Signature
    body: Annotated[str, StringConstraints(min_length=1)] | None = None
    draft: Id | None = None
    keep: bool = False
    task: Annotated[int, Field(ge=0, le=HIGHEST_NUMBER)] | None = None


class Acknowledged(Answer):
    """The message is durable and whole; the same answer for the same message sent again."""

    message: str
    state: str


class Message(Answer):
    """A message with the reader's own grant, the statement that names it, and nothing else."""

    context: str
    seal: str
    seal_signature: str
    grant: str
    grant_signature: str
    statement: str | None = None
    statement_signature: str | None = None


@blueprint.url_value_preprocessor
def allow_large_body(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let a sealed body be larger than any JSON call; set before anything looks at the request."""
    del values
    if endpoint == _PUT_BODY:
        request.max_content_length = limits().body_bytes


@blueprint.put("/messages/<message>/body")
def put_body(message: str) -> Response:
    """Take a sealed body; it stays invisible until its message is acknowledged."""
    person = require()
    _require_id(message)
    if request.mimetype != OCTETS:
        raise Malformed("content type")
    body = store_body(reception().bodies, _pieces(), limit=limits().body_bytes)
    with _discarded_if_refused(body):
        require_whole(body.seen.size)
        dropped = changed(lambda session: keep_upload(session, person, message, body, clock=clock()))
    _discard(dropped)
    return no_content()


@blueprint.post("/messages")
def send() -> Response:
    """Accept a sealed message; it is on disk, whole, when the answer says so (R10)."""
    person = current_person()
    new = call(NewMessage)
    envelope = Envelope(
        new.context.encode("utf-8"),
        Signed(new.seal.encode("utf-8"), b64.decode(new.seal_signature)),
        Signed(new.grant.encode("utf-8"), b64.decode(new.grant_signature)),
    )
    verified = verify_letter(envelope)
    body = _store_inline(new.body)
    letter = Letter(envelope, verified, body, draft=new.draft or "", keep=new.keep, task=new.task)
    fresh = _accept(person, letter)
    status = HTTPStatus.CREATED if fresh else HTTPStatus.OK
    return answer(Acknowledged(message=verified.context.id, state="sealed"), status)


@blueprint.get("/messages/<message>")
def show(message: str) -> Response:
    """Serve a message to who holds a grant of it."""
    found = _served(message)
    row, grant, naming = found.message, found.grant, found.naming
    return answer(
        Message(
            context=row.context,
            seal=row.seal,
            seal_signature=row.seal_signature,
            grant=grant.grant,
            grant_signature=grant.signature,
            statement=naming.entry if naming else None,
            statement_signature=naming.signature if naming else None,
        )
    )


@blueprint.get("/messages/<message>/body")
def show_body(message: str) -> Response:
    """Serve sealed bytes, or a range of them, to who holds a grant. No time of the file is told (R8)."""
    row = _served(message).message
    in_part = _wants_a_range(row.length)
    file = reception().bodies.open(row.body_file)
    response = Response(wrap_file(request.environ, file), content_type=OCTETS, direct_passthrough=True)
    response.call_on_close(file.close)
    response.content_length = row.length
    response.set_etag(row.body_digest)
    response.accept_ranges = "bytes"
    response.make_conditional(request, accept_ranges=in_part, complete_length=row.length)
    return response


def _wants_a_range(length: int) -> bool:
    """Tell whether one range of bytes is asked for; any other wish is as if it were not there (RFC 9110 §14.2).

    The last so many bytes of fewer are all of them. Raises OutOfRange for what begins after the last.
    """
    wanted = request.range
    if wanted is None or wanted.units != "bytes" or len(wanted.ranges) != 1:
        return False
    first, _ = wanted.ranges[0]
    if first >= length:
        raise OutOfRange("range")
    return first >= -length


def _served(message: str) -> Readable:
    """Read a message for the asker; the first time that a victim is served what was released to her is noted."""
    person = require()
    found = read_message(reading(), person, message)
    if not found.unserved:
        return found
    with changing() as session:
        note_served(session, person, message)
    return read_message(reading(), person, message)


def _accept(person: Person, letter: Letter) -> bool:
    """Accept in one transaction; a body that no row refers to is removed, and none that a row might (R10)."""
    with _discarded_if_refused(letter.body), changing() as session:
        accepted = accept(session, person, letter, clock=clock())
    _discard(accepted.dropped)
    return accepted.fresh


@contextmanager
def _discarded_if_refused(body: StoredBody | None) -> Iterator[None]:
    """Remove a body that came for nothing; one that a row may refer to after all stays (R10)."""
    try:
        yield
    except Unsettled:
        raise
    except RelayError:
        if body is not None:
            _discard([body.file])
        raise


def _discard(files: Iterable[str]) -> None:
    for file in files:
        reception().bodies.discard(file)


def _store_inline(text: str | None) -> StoredBody | None:
    if text is None:
        return None
    try:
        body = b64.decode(text)
    except ProtocolError as error:
        raise Malformed("body is not b64") from error
    if len(body) > limits().inline_body_bytes:
        raise TooLarge("inline body")
    return store_body(reception().bodies, (body,), limit=limits().inline_body_bytes)


def _pieces() -> Iterator[bytes]:
    while piece := request.stream.read(SEALED_CHUNK_BYTES):
        yield piece


def _require_id(message: str) -> None:
    try:
        forms.id16(message)
    except ProtocolError as error:
        raise Malformed("message id") from error
