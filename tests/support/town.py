"""A small programme on a real database: people who join, sign in and act through Flask's test client."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from relay import operate
from relay.app import create_app
from relay.protocol import b64
from relay.protocol.card import Card, make_card, read_card
from relay.protocol.custody import Custody, make_assign, make_open
from relay.protocol.forms import write_time
from relay.protocol.identity import Identity
from relay.protocol.roster import make_entry
from relay.services.publish import Publication, publish
from relay.services.verified_custody import verified_custody
from relay.services.verified_roster import verified_roster
from relay.settings import Settings
from relay.web.reception import KEY, Reception
from tests.support.databases import fresh_database, let_go

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from werkzeug.test import TestResponse

    from relay.protocol.roster import Roster
    from relay.protocol.signed import Signed

API = "/api/v1"
START = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
INSTITUTION, CASE = "WARK-2", "RO-1"


class MovableClock:
    """A clock that moves only when a test says so."""

    def __init__(self) -> None:
        self._now = START

    def now(self) -> datetime:
        return self._now

    def forward(self, **by: float) -> None:
        self._now += timedelta(**by)


class Visitor:
    """One browser: cookies, the CSRF token, and the keys of whoever uses it."""

    def __init__(self, app: Flask, name: str, address: str = "127.0.0.1") -> None:
        self.client = app.test_client()
        self.client.environ_base["REMOTE_ADDR"] = address
        self.name = name
        self.keys = Identity.generate()
        self.auth = b64.encode(os.urandom(32))
        self.person = b64.encode(os.urandom(16))
        self.card: Card | None = None
        self.csrf = ""

    @property
    def sign_in_name(self) -> str:
        return self.name.lower()

    @property
    def card_digest(self) -> str:
        return b64.encode(self.card.digest)

    def call(self, method: str, path: str, **rest: Any) -> TestResponse:
        headers = {"X-CSRF-Token": self.csrf, **rest.pop("headers", {})}
        return self.client.open(API + path, method=method, headers=headers, **rest)

    def get(self, path: str) -> TestResponse:
        return self.call("GET", path)

    def post(self, path: str, body: object) -> TestResponse:
        return self.call("POST", path, json=body)

    def put(self, path: str, data: bytes, **headers: str) -> TestResponse:
        spelled = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.call("PUT", path, data=data, headers=spelled, content_type="application/octet-stream")

    def delete(self, path: str) -> TestResponse:
        return self.call("DELETE", path)

    def sign_in(self, name: str | None = None, auth: str | None = None) -> TestResponse:
        answer = self.post("/sign-in", {"sign_in": name or self.sign_in_name, "auth": auth or self.auth})
        if answer.status_code == 200:
            self.csrf = answer.json["csrf"]
        return answer

    def arrival(self, invite: str, role: str, **changes: Any) -> dict[str, Any]:
        signed = make_card(self.keys, name=self.name, person=self.person, role=role, issued=write_time(START))
        self.card = read_card(signed)
        made = {
            "invite": invite,
            "sign_in": self.sign_in_name,
            "auth": self.auth,
            "wrapped_seed": b64.encode(os.urandom(72)),
            "person": self.person,
            "card": signed.data.decode(),
            "card_signature": b64.encode(signed.signature),
            "mac": b64.encode(os.urandom(32)),
            "lang": "en",
        }
        return made | changes

    def join(self, invite: str, role: str, **changes: Any) -> TestResponse:
        answer = self.post("/join", self.arrival(invite, role, **changes))
        if answer.status_code == 201:
            self.csrf = answer.json["csrf"]
        return answer


class Town:
    """One programme: its application, its clock, its root, and ways to bring people in."""

    def __init__(self, var: Path, **settings: Any) -> None:
        self.settings = Settings(var=var, demo=False, **settings)
        operate.make_secrets(self.settings)
        operate.migrate(self.settings)
        self.clock = MovableClock()
        self.app = create_app(self.settings, clock=self.clock)
        self.root = Identity.generate()
        person = b64.encode(os.urandom(16))
        self.root_card = make_card(self.root, name="Root", person=person, role="root", issued=write_time(START))
        self.publish()

    @property
    def database(self):
        reception: Reception = self.app.extensions[KEY]
        return reception.database

    def publish(self, roster: tuple[Signed, ...] = (), invitations: tuple[tuple[str, str], ...] = ()) -> None:
        with self.database.writing() as session:
            what = Publication(self.root_card, roster, invitations)
            publish(session, what, invitation_days=30, clock=self.clock)

    def visitor(self, name: str = "Somebody", address: str = "127.0.0.1") -> Visitor:
        return Visitor(self.app, name, address)

    def roster(self) -> Roster:
        with self.database.reader() as session:
            return verified_roster(session)

    def custody(self, desk: str) -> Custody:
        with self.database.reader() as session:
            return verified_custody(session, desk)

    def officer(self, name: str = "Olive") -> Visitor:
        """Join on the root's invitation and be endorsed offline."""
        invite, visitor = new_id(), self.visitor(name)
        self.publish(invitations=((invite, "en"),))
        assert visitor.join(invite, "officer").status_code == 201
        roster = self.roster()
        self.publish(roster=(self.entry(self.root, "endorse", visitor),))
        assert self.roster().length == roster.length + 1
        return visitor

    def entry(self, signer: Identity, act: str, whom: Visitor) -> Signed:
        return make_entry(signer, act, whom.card.digest, self.roster().head, issued=write_time(self.clock.now()))

    def invite(self, inviter: Visitor, role: str, **offer: str) -> str:
        invite = new_id()
        answer = inviter.post("/invitations", {"id": invite, "role": role, "lang": "en", **offer})
        assert answer.status_code == 201, answer.json
        return invite

    def joined(self, inviter: Visitor, name: str, role: str, **offer: str) -> Visitor:
        visitor = self.visitor(name)
        answer = visitor.join(self.invite(inviter, role, **offer), role)
        assert answer.status_code == 201, answer.json
        return visitor

    def staff(self, officer: Visitor, name: str, role: str, **offer: str) -> Visitor:
        """Join on an officer's invitation and be endorsed by that officer."""
        visitor = self.joined(officer, name, role, **offer)
        answer = officer.post("/roster", wire(self.entry(officer.keys, "endorse", visitor)))
        assert answer.status_code == 201, answer.json
        return visitor

    def institution(self, officer: Visitor, code: str = INSTITUTION) -> None:
        body = {"code": code, "name": "Warkworth", "lang": "en"}
        assert officer.post("/institutions", body).status_code == 201

    def case(self, officer: Visitor, code: str = CASE) -> None:
        body = {"code": code, "institution": INSTITUTION, "langs": ["en"]}
        assert officer.post("/cases", body).status_code == 201

    def assign(self, officer: Visitor, desk: str, whom: Visitor, epoch: int | None = None) -> TestResponse:
        custody = self.custody(desk)
        number = epoch or (custody.newest.number + 1 if custody.newest else 1)
        at = write_time(self.clock.now())
        return officer.post(
            f"/custody/{desk}", wire(make_assign(officer.keys, custody, whom.card.digest, epoch=number, at=at))
        )

    def open(self, holder: Visitor, desk: str) -> TestResponse:
        box = Identity.generate().box_pk
        entry = make_open(holder.keys, self.custody(desk), box, at=write_time(self.clock.now()))
        return holder.post(f"/custody/{desk}", wire(entry) | {"sealed": b64.encode(os.urandom(1192))})


def town_in(var: Path, **settings: Any) -> Iterator[Town]:
    """Make a town, on the database that these tests run on, and close it afterwards."""
    with fresh_database() as address:
        town = Town(var, database_url=address, **settings)
        yield town
        let_go(town.database)


def new_id() -> str:
    """Draw an id as a device does."""
    return b64.encode(os.urandom(16))


def wire(signed: Signed) -> dict[str, str]:
    """Write a chain's entry as the API takes it."""
    return {"entry": signed.data.decode(), "signature": b64.encode(signed.signature)}
