"""What somebody who wrote her own client would send: letters and statements, forged part by part."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from nacl.utils import random

from relay.client import statements, wire
from relay.protocol import b64, canonical
from relay.protocol.container import Part
from relay.protocol.context import read_context
from relay.protocol.grant import make_grant, read_grant
from relay.protocol.message import Address, MessageKeys, forward, seal_message
from relay.protocol.seal import make_seal
from relay.protocol.verify import hash_body

if TYPE_CHECKING:
    import httpx

    from relay.client.client import Client
    from relay.protocol.context import Context
    from relay.protocol.identity import Identity
    from relay.protocol.signed import Signed
    from relay.protocol.verify import Envelope
    from tests.rules.world import Place

AT = "2026-11-22T14:05Z"
Said = tuple[int, str]


@dataclass(frozen=True)
class Desk:
    """A desk's key as its chain shows it: what a message is sealed to."""

    key_id: str
    box: bytes
    head: bytes


@dataclass(frozen=True)
class Sealed:
    """A sealed message before it is sent, and the file key that only its author and the desk know."""

    envelope: Envelope
    body: bytes
    file_key: bytes

    @property
    def context(self) -> Context:
        return read_context(self.envelope.context)

    @property
    def id(self) -> str:
        return self.context.id

    def call(self, **changes: Any) -> dict[str, Any]:
        """Write what POST /messages takes; a change of None leaves a field out."""
        made = {
            "context": self.envelope.context.decode(),
            **wire.write("seal", self.envelope.seal),
            **wire.write("grant", self.envelope.grant),
            "body": b64.encode(self.body),
            **changes,
        }
        return {name: value for name, value in made.items() if value is not None}

    def with_grant(self, grant: Signed) -> Sealed:
        return replace(self, envelope=replace(self.envelope, grant=grant))

    def with_seal(self, seal: Signed) -> Sealed:
        return replace(self, envelope=replace(self.envelope, seal=seal))

    def sealed_by(self, keys: Identity) -> Sealed:
        """Sign the same seal with another key."""
        return self.with_seal(make_seal(keys, self.context, hash_body([self.body]).digest))

    def granted_by(self, keys: Identity, box: bytes, seq: int = 1) -> Sealed:
        """Grant the same file key to another box, or by another hand."""
        return self.with_grant(make_grant(keys, self.context, box, self.file_key, seq=seq, at=AT))


def desk(knower: Client, name: str) -> Desk:
    """Look up a desk's current key through somebody who may see its chain."""
    chain = knower.trust.custody(name)
    assert chain.current is not None
    return Desk(chain.current.key_id, chain.current.box, chain.head)


def seal(place: Place, keys: Identity, **changes: Any) -> Sealed:
    """Seal a letter to a case's desk with any keys.

    changes: fields of the context (case, thread, kind, instance, original); to: a Desk; words, seq, draw (MessageKeys).
    """
    to = changes.pop("to", None) or desk(place.mediator, place.desk)
    words, seq = changes.pop("words", "Dear you"), changes.pop("seq", 500)
    drawn = changes.pop("draw", None) or MessageKeys.draw()
    fields = {"instance": place.mediator.trust.instance, "case": place.code, "thread": place.party, "kind": "letter"}
    address = Address(**{**fields, "desk": to.key_id, "custody": to.head, **changes})
    parts = [Part("text/plain", words.encode())]
    made = seal_message(keys, address, parts, lang="en", desk_box=to.box, seq=seq, at=AT, keys=drawn)
    return Sealed(*made, drawn.file_key)


def post(client: Client, sealed: Sealed, **changes: Any) -> Said:
    """Send a message as somebody, however it was made."""
    return said(client.http.request("POST", "/messages", json=sealed.call(**changes)))


def say(client: Client, *signed: Signed, grants: tuple[Signed, ...] = ()) -> Said:
    """Post statements and grants as somebody, whoever signed them."""
    body = {
        "statements": [wire.write("statement", each, "signature") for each in signed],
        "grants": [wire.write("grant", each, "signature") for each in grants],
    }
    return said(client.http.request("POST", "/statements", json=body))


def get(client: Client, path: str) -> Said:
    """Ask for something as somebody."""
    return said(client.http.request("GET", path))


def said(answer: httpx.Response) -> Said:
    """Return status and code of an answer ("" where it is no problem)."""
    problem = answer.headers.get("Content-Type", "") == "application/problem+json"
    return answer.status_code, answer.json()["code"] if problem else ""


def grant_to(mediator: Client, message: str, box: bytes) -> Signed:
    """Make the later grant that a mediator can make: she has opened the message."""
    opened, _ = mediator.look(message)
    return forward(mediator.me.keys, opened, box, at=AT)


def blind_grant(keys: Identity, context: Context, box: bytes) -> Signed:
    """Make a later grant as somebody who never opened the message: it holds random bytes."""
    return make_grant(keys, context, box, random(32), seq=0, at=AT)


def named(grant: Signed, context: Context) -> str:
    """Write a grant's digest as a statement names it."""
    return b64.encode(read_grant(grant, context).digest)


def context_of(mediator: Client, message: str) -> Context:
    """Read a message's context through its mediator."""
    return read_context(mediator.http.get(f"/messages/{message}")["context"].encode())


def forge(client: Client, signed: Signed, **changes: Any) -> Signed:
    """Sign a statement anew with other values in it, which no client of ours would sign."""
    return signed_anew(client.me.keys, "statement", signed, **changes)


def signed_anew(keys: Identity, purpose: str, signed: Signed, **changes: Any) -> Signed:
    """Sign what was signed once more, by any keys and with other values in it."""
    return keys.sign(purpose, canonical.encode({**json.loads(signed.data), **changes}))


def release_of(place: Place, message: str, to: str, box: bytes, **changes: Any) -> tuple[Signed, Signed]:
    """Sign a release as its mediator would, with its grant; changes: fields of the statement."""
    grant = grant_to(place.mediator, message, box)
    fields = {
        "message": message,
        "to": to,
        "consent": changes.get("consent") or place.consent(to),
        "grants": [named(grant, context_of(place.mediator, message))],
        **changes,
    }
    return statements.sign(place.mediator, "release", place.code, **fields), grant


def approve(place: Place, message: str) -> None:
    """Read and approve a message."""
    place.mediator.open(message)
    place.mediator.approve(message)
