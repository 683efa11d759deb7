"""Letters of the test programme: sealed, sent, opened and released with real keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.protocol import b64
from relay.protocol.container import Part
from relay.protocol.context import read_context
from relay.protocol.grant import read_grant
from relay.protocol.message import Address, forward, open_message, seal_message
from relay.protocol.signed import Signed
from relay.protocol.verify import Envelope
from tests.support.person import AT
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from relay.protocol.container import Container
    from relay.protocol.message import Opened
    from tests.support.person import TestPerson
    from tests.support.programme import Programme


@dataclass(frozen=True)
class Sealed:
    """A sealed message as its author's client holds it before sending."""

    id: str
    envelope: Envelope
    body: bytes

    def as_json(self, **more: object) -> dict[str, object]:
        """Write what POST /messages takes, the body along."""
        envelope = self.envelope
        return {
            "context": envelope.context.decode(),
            "seal": envelope.seal.data.decode(),
            "seal_signature": b64.encode(envelope.seal.signature),
            "grant": envelope.grant.data.decode(),
            "grant_signature": b64.encode(envelope.grant.signature),
            "body": b64.encode(self.body),
            **more,
        }


def seal(
    programme: Programme,
    author: TestPerson,
    words: str = "Dear you",
    *,
    case: str = CASE,
    thread: str = PARTY,
    kind: str = "letter",
    seq: int | None = None,
    desk: str = "",
    original: str = "",
) -> Sealed:
    """Seal a message to the case's desk (the office's for a sheet)."""
    name = desk or ("office" if kind == "sheet" else f"case/{case}")
    custody = programme.custody(name)
    current = custody.current
    assert current is not None
    count = seq if seq is not None else author.get(f"/cases/{case}").json["next_seq"]
    address = Address(
        programme.roster.instance,
        case,
        "" if kind in ("sheet", "notes") else thread,
        kind,
        current.key_id,
        custody.head,
        original,
    )
    parts = [Part("text/plain", words.encode())]
    envelope, body = seal_message(author.keys, address, parts, lang="en", desk_box=current.box, seq=count, at=AT)
    return Sealed(read_id(envelope), envelope, body)


def read_id(envelope: Envelope) -> str:
    """Read a message's id from its context."""
    return read_context(envelope.context).id


def send(programme: Programme, author: TestPerson, words: str = "Dear you", **more: object) -> str:
    """Seal and send; return the message's id."""
    task = more.pop("task", None)
    sealed = seal(programme, author, words, **more)  # type: ignore[arg-type]  # a test names what it changes
    answer = author.post("/messages", sealed.as_json(**({"task": task} if task else {})))
    assert answer.status_code == 201, answer.text
    return sealed.id


def fetch(programme: Programme, reader: TestPerson, message: str, secret: bytes) -> tuple[Opened, Container]:
    """Fetch a message and open it with a box secret, verifying all that a client verifies."""
    found = reader.get(f"/messages/{message}").json
    with reader.get(f"/messages/{message}/body") as answer:
        body = answer.data
    naming = None
    if "statement" in found:
        naming = Signed(found["statement"].encode(), b64.decode(found["statement_signature"]))
    envelope = Envelope(
        found["context"].encode(),
        Signed(found["seal"].encode(), b64.decode(found["seal_signature"])),
        Signed(found["grant"].encode(), b64.decode(found["grant_signature"])),
        statement=naming,
    )
    holders = {card.sign for card in programme.roster.cards.values()}
    return open_message(envelope, body, secret, instance=programme.roster.instance, desk_holders=holders)


def review(mediator: TestPerson, message: str, to: str, case: str = CASE) -> None:
    """Sign a review."""
    mediator.state("review", case, message=message, to=to, until="")


def newest_consent(mediator: TestPerson, party: str, case: str = CASE) -> str:
    """Return the digest of the consent to receive letters."""
    consents = mediator.get(f"/cases/{case}").json["consents"]
    return next(each["digest"] for each in consents if each["party"] == party and "receive" in each["covers"])


def release(
    programme: Programme, mediator: TestPerson, message: str, to: str, case: str = CASE, *, box: bytes = b""
) -> TestResponse:
    """Grant an approved message to a party and sign the release. box: another key than that of Anna, or the desk."""
    opened, _ = fetch(programme, mediator, message, mediator.desk_secrets[f"case/{case}"])
    grant = forward(mediator.keys, opened, box or _box(programme, to), at=AT)
    digest = read_grant(grant, opened.context).digest
    consent = newest_consent(mediator, to, case)
    signed = mediator.sign("release", case, message=message, to=to, consent=consent, grants=[b64.encode(digest)])
    return mediator.say(signed, grants=(grant,))


def pass_on(programme: Programme, mediator: TestPerson, message: str, to: str, case: str = CASE) -> None:
    """Read, approve and release a message."""
    review(mediator, message, "reading", case)
    review(mediator, message, "approved", case)
    answer = release(programme, mediator, message, to, case)
    assert answer.status_code == 201, answer.text


def _box(programme: Programme, to: str) -> bytes:
    if to != "offender":
        return programme.anna.card.box
    current = programme.custody("institution/WARK-2").current
    assert current is not None
    return current.box
