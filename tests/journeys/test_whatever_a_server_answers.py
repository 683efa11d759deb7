"""A server that answers anything at all: the client does what was asked, or refuses in one of its own ways."""

from __future__ import annotations

import gzip
import json
import random
from contextlib import suppress

import httpx
import pytest

from relay.client.errors import Untrusted
from relay.client.files import text_part
from relay.errors import RelayError
from tests.support.server import CASE

DEEP = b"[" * 200_000
NESTED = b'{"a":' * 90 + b"1" + b"}" * 90
NOT_JSON = (b"", b"{", b"null", b"[]", b'"\\ud800"', b"\xff\xfe", b"<html>", b"NaN", DEEP, NESTED)
VALUES = (
    None,
    True,
    -1,
    2**80,
    1.5,
    "",
    "\ud800",
    "\x1b[2J",
    "../../../etc",
    "a b\r\nX: y",
    "é" * 50,
    "A" * 9000,
    [],
    {},
    [[[[]]]],
    {"": ""},
)
HEADERS = (
    {"Set-Cookie": "__Host-relay=é\u00a0; Path=/".encode()},
    {"Set-Cookie": "a b c=1; expires"},
    {"ETag": '"é"'.encode()},
    {"Content-Encoding": "br"},
    {"Content-Type": "application/problem+json"},
)


class Anything(httpx.HTTPTransport):
    """Spoils one answer, in a way that the seed tells; the others are as the server gave them."""

    def __init__(self, seed: str, at: int) -> None:
        super().__init__()
        self.random, self.left = random.Random(seed), at

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = super().handle_request(request)
        self.left -= 1
        if self.left >= 0:
            return answer
        content = answer.read()
        how = self.random.randrange(6)
        status = self.random.choice((200, 201, 204, 302, 404, 409, 500)) if how == 0 else answer.status_code
        more = self.random.choice(HEADERS) if how == 1 else {}
        if how == 2:
            content = self.random.choice(NOT_JSON)
        elif how > 2:
            content = self.spoilt(content)
        kept = {"Content-Type": answer.headers.get("Content-Type", "")}
        return httpx.Response(status, content=content, headers={**kept, **more})

    def spoilt(self, content: bytes) -> bytes:
        """Put something of another kind in one place of the JSON; cut off what is none."""
        try:
            value = json.loads(content)
        except ValueError:
            return content[: self.random.randrange(1 + len(content))]
        places = list(self.places(value))
        if not places:
            return json.dumps(self.random.choice(VALUES)).encode()
        where, key = self.random.choice(places)
        if self.random.random() < 0.2 and isinstance(where, dict):
            del where[key]
        else:
            where[key] = self.random.choice(VALUES)
        return json.dumps(value).encode()

    def places(self, value):
        keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        for key in list(keys):
            yield value, key
            yield from self.places(value[key])


@pytest.fixture(scope="module")
def met(demo_server):
    """Everybody signed in truthfully, and a letter that waits, one that was released and one at the counter."""
    people = {}
    for name in ("Anna", "Mira", "Olive", "Liam"):
        person = demo_server.person(name)
        people[name] = demo_server.client()
        people[name].sign_in(person["sign_in"], person["passphrase"])
    anna, mira, liam = (people[name] for name in ("Anna", "Mira", "Liam"))
    waiting, printing = (anna.send(CASE, [text_part(words)]) for words in ("Waits.", "At the counter."))
    mira.release(printing)
    while (task := liam.pull_task()).message != printing:
        assert task is not None
    yield people, {"waiting": waiting, "printing": printing, "task": task.task}
    for client in people.values():
        client.close()


VERBS = {
    "tray": ("Mira", lambda client, _: client.tray()),
    "victim's tray": ("Anna", lambda client, _: client.tray()),
    "open": ("Mira", lambda client, ids: client.look(ids["waiting"])),
    "ledger": ("Olive", lambda client, _: client.export_ledger(CASE)),
    "own ledger": ("Anna", lambda client, _: client.ledger(f"{CASE}/{client.http.get(f'/cases/{CASE}')['thread']}")),
    "seal": ("Anna", lambda client, _: client.send(CASE, [text_part("Sealed or not")])),
    "sheet": ("Olive", lambda client, _: client.sheet(CASE)),
    "invitations": ("Mira", lambda client, _: client.invitations()),
    "confirm": ("Mira", lambda client, _: client.confirm(client.invitations()[0]["id"])),
    "identity": ("Mira", lambda client, _: client.identity()),
    "print": ("Liam", lambda client, ids: client.print(str(ids["task"]))),
    "reply": ("Liam", lambda client, ids: client.reply(ids["task"], [text_part("He said")])),
    "remember": ("Anna", lambda client, _: client.remember()),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("seed", range(12))
def test_it_is_done_or_refused_in_the_clients_own_words(demo_server, met, verb, seed):
    people, ids = met
    name, act = VERBS[verb]
    with demo_server.client(transport=Anything(f"{verb} {seed}", at=seed % 5)) as client:
        signed_in_as(client, people[name])
        with suppress(RelayError):
            act(client, ids)
        client.me = None


@pytest.mark.parametrize("content", [b"x" * (17 << 20), gzip.compress(bytes(1 << 24))], ids=["long", "packed"])
def test_an_answer_beyond_all_bounds_is_refused_before_it_is_kept(demo_server, met, content):
    class Long(httpx.HTTPTransport):
        def handle_request(self, request):
            super().handle_request(request).close()
            packed = {"Content-Encoding": "gzip"} if content[:2] == b"\x1f\x8b" else {}
            return httpx.Response(200, stream=httpx.ByteStream(content), headers=packed)

    with demo_server.client(transport=Long()) as client:
        signed_in_as(client, met[0]["Mira"])
        with pytest.raises(Untrusted):
            client.tray()
        client.me = None


def test_a_list_that_never_ends_is_left(demo_server, met):
    class Endless(httpx.BaseTransport):
        def handle_request(self, _request):
            return httpx.Response(200, json={"items": [], "next": "again"})

    with demo_server.client(transport=Endless()) as client:
        signed_in_as(client, met[0]["Mira"])
        with pytest.raises(Untrusted, match="without an end"):
            client.tray()
        client.me = None


def signed_in_as(client, other):
    """Take over somebody's session, so that each story need not derive the passphrase's keys again."""
    client.me = other.me
    client.http.csrf = other.http.csrf
    client.http._cookies = dict(other.http._cookies)
