"""Somebody with keys of her own and a browser's cookie jar: Olive, Mira, Liam, Anna."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from secrets import token_bytes
from typing import TYPE_CHECKING, Any

from relay.protocol import b64
from relay.protocol.card import Card, make_card, read_card
from relay.protocol.identity import Identity
from relay.protocol.invitation import card_mac, invite_secret
from relay.protocol.statement import make_statement

if TYPE_CHECKING:
    from werkzeug.test import Client, TestResponse

    from relay.protocol.signed import Signed

AT = "2026-11-22T14:05Z"
API = "/api/v1"
SESSION = "__Host-relay"  # the cookie's name


@dataclass
class TestPerson:
    """A person of the test programme: signs with real keys, speaks with the server over its API only."""

    __test__ = False

    name: str
    role: str
    client: Client
    keys: Identity = field(default_factory=Identity.generate)
    person: str = field(default_factory=lambda: b64.encode(token_bytes(16)))
    auth: str = field(default_factory=lambda: b64.encode(token_bytes(32)))
    csrf: str = ""
    desk_secrets: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.card: Card = read_card(make_card(self.keys, name=self.name, person=self.person, role=self.role, issued=AT))

    def at(self, client: Client) -> TestPerson:
        """Return her at another browser, with the session of this one."""
        session = self.client.get_cookie(SESSION)
        if session:
            client.set_cookie(SESSION, session.value)
        again = copy(self)
        again.client, again.desk_secrets = client, dict(self.desk_secrets)
        return again

    @property
    def digest(self) -> str:
        """Her card's digest, b64."""
        return b64.encode(self.card.digest)

    def join(self, inviter: Identity, invite: str) -> None:
        """Join on an invitation; wraps and sign-in secret are random bytes here."""
        answer = self.client.post(
            f"{API}/join",
            json={
                "invite": invite,
                "sign_in": self.name.lower(),
                "auth": self.auth,
                "wrapped_seed": b64.encode(token_bytes(72)),
                "person": self.person,
                "card": self.card.signed.data.decode(),
                "card_signature": b64.encode(self.card.signed.signature),
                "mac": self._mac(inviter, invite),
                "lang": "en",
            },
        )
        assert answer.status_code == 201, answer.text
        self.csrf = answer.json["csrf"]

    def accept(self, inviter: Identity, invite: str) -> TestResponse:
        """Answer an invitation to another case with the account she has."""
        return self.post(f"/invitations/{invite}/accept", {"mac": self._mac(inviter, invite)})

    def sign_in(self) -> TestResponse:
        """Sign in with her name and secret."""
        answer = self.client.post(f"{API}/sign-in", json={"sign_in": self.name.lower(), "auth": self.auth})
        self.csrf = answer.json.get("csrf", self.csrf)
        return answer

    def get(self, path: str, **more: Any) -> TestResponse:
        """GET below /api/v1."""
        return self.client.get(API + path, **more)

    def post(self, path: str, body: Any) -> TestResponse:
        """POST JSON below /api/v1 with her CSRF token."""
        return self.client.post(API + path, json=body, headers={"X-CSRF-Token": self.csrf})

    def put(self, path: str, data: bytes, **headers: str) -> TestResponse:
        """PUT bytes below /api/v1 with her CSRF token."""
        octets = "application/octet-stream"
        return self.client.put(
            API + path, data=data, content_type=octets, headers={"X-CSRF-Token": self.csrf, **headers}
        )

    def sign(self, type_: str, case: str, **fields: Any) -> Signed:
        """Sign a statement about a case."""
        return make_statement(self.keys, type_, case=case, at=AT, **fields)

    def say(self, *statements: Signed, grants: tuple[Signed, ...] = ()) -> TestResponse:
        """POST signed statements with the grants they name."""
        return self.post(
            "/statements",
            {
                "statements": [
                    {"statement": each.data.decode(), "signature": b64.encode(each.signature)} for each in statements
                ],
                "grants": [{"grant": each.data.decode(), "signature": b64.encode(each.signature)} for each in grants],
            },
        )

    def _mac(self, inviter: Identity, invite: str) -> str:
        secret = invite_secret(inviter.seed, b64.decode(invite))
        return b64.encode(card_mac(secret, b64.decode(invite), self.card.signed.data))

    def state(self, type_: str, case: str, **fields: Any) -> Signed:
        """Sign a statement and see it accepted."""
        signed = self.sign(type_, case, **fields)
        answer = self.say(signed)
        assert answer.status_code == 201, answer.text
        return signed


def _signed(name: str, signed: Signed) -> dict[str, str]:
    return {name: signed.data.decode(), "signature": b64.encode(signed.signature)}
