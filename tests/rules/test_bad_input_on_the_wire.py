from __future__ import annotations

import json
import socket
import threading

import httpx
import pytest

from relay.client.errors import Refusal
from relay.protocol import b64
from tests.rules.attacks import get, post, said, seal
from tests.rules.world import PASSPHRASE
from tests.support.behind import behind
from tests.support.server import until

API = "/api/v1"
WORD = "Quoth-the-raven"
JUNK = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"{}",
    f'"{WORD}"'.encode(),
    b"1e999",
    f'{{"{WORD}":1}}'.encode(),
    b"[" * 50_000,
    b"\xff\xfe\x00",
    b'{"a":"\\ud800"}',
]


def raw(client, method, path, body, length, more=None):
    """Send a call by hand, with any Content-Length, and close at once; returns what came back, if anything did."""
    headers = client.http._headers(body, more) | {"Host": "localhost", "Content-Length": str(length)}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    port = httpx.URL(client.url).port
    with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
        wire.sendall(f"{method} {API}{path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        wire.settimeout(5)
        if body:
            wire.shutdown(socket.SHUT_WR)  # the rest never comes
        told = b""
        while not told.rstrip().endswith(b"}") and (piece := wire.recv(4096)):
            told += piece
        return told.decode("latin-1")


def test_half_an_upload_is_no_upload(place):
    sealed = seal(place, place.victim.me.keys)
    answer = raw(place.victim, "PUT", f"/messages/{sealed.id}/body", sealed.body[:1000], len(sealed.body))
    assert answer == "" or " 400 " in answer
    assert post(place.victim, sealed, body=None)[0] == 422
    assert get(place.mediator, f"/messages/{sealed.id}") == (404, "not-found")


def test_half_a_draft_replaces_no_whole_one(place):
    vera, draft = place.victim, b64.encode(b"h" * 16)
    path, words = f"/drafts/{draft}?case={place.code}", b"w" * 4200
    vera.http.put_bytes(path, words, etag="")
    answer = raw(vera, "PUT", path, words[:1000], len(words), {"If-Match": '"1"'})
    assert answer == "" or " 400 " in answer
    assert vera.http.get_bytes(f"/drafts/{draft}") == (words, '"1"')


def test_a_body_that_claims_to_be_endless_is_refused_before_it_comes(place):
    sealed = seal(place, place.victim.me.keys)
    answer = raw(place.victim, "PUT", f"/messages/{sealed.id}/body", b"", 3 << 40)
    assert " 413 " in answer.partition("\r\n")[0] + " "
    assert "too-large" in answer


def test_a_network_that_drops_before_the_answer_makes_one_message(place):
    """The call goes out, the line dies before the answer; the same sealed bytes are sent again, and again."""
    sealed = seal(place, place.victim.me.keys, seq=950)
    body = json.dumps(sealed.call()).encode()
    headers = place.victim.http._headers(None, {"Content-Type": "application/json"})
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    port = httpx.URL(place.victim.url).port
    with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
        wire.sendall(
            f"POST {API}/messages HTTP/1.1\r\nHost: localhost\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
    told = [post(place.victim, sealed)[0] for _ in range(3)]
    assert told[0] in {200, 201}
    assert told[1:] == [200, 200]
    held = [entry.context.id for entry in place.mediator.ledger(place.code).entries if entry.context]
    assert held.count(sealed.id) == 1
    assert place.mediator.look(sealed.id)[1].parts[0].data == b"Dear you"


def test_eight_at_once_make_one_message(place):
    sealed = seal(place, place.victim.me.keys, seq=960)
    told, ready = [], threading.Barrier(8)
    headers = place.victim.http._headers(None, None)

    def send():
        ready.wait()
        told.append(httpx.post(f"{place.victim.url}{API}/messages", json=sealed.call(), headers=headers).status_code)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [200] * 7 + [201]


def test_a_session_that_ended_while_writing_loses_no_draft(world, fresh):
    vera, draft, words = fresh.victim, b64.encode(b"d" * 16), b"x" * 4200
    vera.http.put_bytes(f"/drafts/{draft}?case={fresh.code}", words, etag="")
    name = vera.me.sign_in
    for session in vera.http.get("/sessions")["sessions"]:
        vera.http.request("DELETE", f"/sessions/{session['id']}")
    refused = said(vera.http.request("PUT", f"/drafts/{draft}?case={fresh.code}", content=words + b"y"))
    assert refused[0] in {400, 401}
    again = world.browser()
    again.sign_in(name, PASSPHRASE)
    assert again.http.get_bytes(f"/drafts/{draft}")[0] == words
    again.http.put_bytes(f"/drafts/{draft}?case={fresh.code}", words + b"y", etag='"1"')


def test_a_wrong_passphrase_slows_down_and_never_locks_out(world, fresh):
    name = fresh.victim.me.sign_in
    statuses, waits = [], []
    while 429 not in statuses:
        body = {"sign_in": name, "auth": b64.encode(bytes(32))}
        answer = world.browser().http.request("POST", "/sign-in", json=body, headers={"Accept-Language": "fr"})
        statuses.append(answer.status_code)
        waits.append(int(answer.headers.get("Retry-After", "0")))
        assert name not in answer.text
    assert set(statuses) == {401, 429}
    assert 0 < waits[-1] <= 300
    with behind(world.server) as database:
        assert database.execute("SELECT max(count) FROM attempts").fetchone()[0] >= len(statuses) - 1
        assert not [row for row in database.execute("SELECT key FROM attempts") if name in str(row)]

    def let_in():
        try:
            world.browser().sign_in(name, PASSPHRASE)
        except Refusal:
            return False
        return True

    until(let_in, waits[-1] + 20)
    assert let_in()


@pytest.mark.parametrize("name", ["Olive", "Mira", "Liam", "Vera", "Nobody"])
def test_no_call_breaks_on_json_of_any_other_shape(world, place, name):
    """Every call that the API describes meets junk, wrong types and deep nests; none answers 5xx, none echoes."""
    client = place.victim if name == "Vera" else world[name]
    described = world["Olive"].http.get("/openapi.json")
    for path, calls in described["paths"].items():
        for method in calls.keys() & {"post", "put"}:
            address = fill(path, place)
            if address == "/session/lock":
                continue  # takes no body, and would sign out whoever attacks
            for junk in [*JUNK, *wrong_types(calls[method], described)]:
                answer = client.http.request(
                    method.upper(), address, content=junk, headers={"Content-Type": "application/json"}
                )
                assert answer.status_code < 500, (method, path, junk[:60])
                assert WORD not in answer.text, (method, path, junk[:60])


def test_every_call_that_takes_json_gets_wrong_types(world):
    described = world["Olive"].http.get("/openapi.json")
    takes_json = [
        call
        for calls in described["paths"].values()
        for call in calls.values()
        if "application/json" in call.get("requestBody", {}).get("content", {})
    ]
    assert len(takes_json) > 10
    assert all(list(wrong_types(call, described)) for call in takes_json)


def fill(path, place):
    names = {"code": place.code, "name": place.code, "desk": place.desk, "number": "100000"}
    parts = [names.get(part.strip("{}"), "A" * 22) if part.startswith("{") else part for part in path.split("/")]
    return "/".join(parts).removeprefix(API)


def wrong_types(call, described):
    """Give every field that a call describes a value of each other type, alone and each too long or too deep."""
    asked = call.get("requestBody", {}).get("content", {}).get("application/json")
    if asked is None:
        return
    model = asked["schema"]["$ref"].removeprefix("#/components/schemas/")
    for field in described["components"]["schemas"][model]["properties"]:
        for value in (None, True, -1, 1.5, 10**30, "", WORD * 1000, [], [[WORD]], {}, {WORD: {}}):
            yield json.dumps({field: value}).encode()
