from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from relay.client import statements, wire
from relay.protocol import b64
from relay.protocol.custody import make_close
from relay.protocol.message import MessageKeys
from tests.rules.attacks import AT, approve, desk, forge, release_of, seal

if TYPE_CHECKING:
    import httpx

    from relay.client.client import Client
    from tests.rules.world import Place, World

MARK = "zq-echo-zq"  # in whatever is sent; no answer repeats it
MEBIBYTE = 1 << 20


class Scene:
    """A case, and what a bad call needs: each method below makes one such call in a given language."""

    def __init__(self, world: World, place: Place) -> None:
        self.world, self.place, self.vera, self.mira = world, place, place.victim, place.mediator
        self.lang = "en"

    def call(self, client: Client, method: str, path: str, **more) -> httpx.Response:
        headers = {"Accept-Language": self.lang, **more.pop("headers", {})}
        return client.http.request(method, path, headers=headers, **more)

    def letter(self, **changes):
        return seal(self.place, self.vera.me.keys, words=MARK, **changes)

    def send(self, sealed, **changes) -> httpx.Response:
        return self.call(self.vera, "POST", "/messages", json=sealed.call(**changes))

    def say(self, client: Client, *signed, grants=()) -> httpx.Response:
        body = {
            "statements": [wire.write("statement", each, "signature") for each in signed],
            "grants": [wire.write("grant", each, "signature") for each in grants],
        }
        return self.call(client, "POST", "/statements", json=body)


def json_too_large(scene):
    return scene.call(scene.vera, "POST", "/statements", content=MARK.encode() * 300_000)


def inline_body_too_large(scene):
    return scene.send(scene.letter(), body=b64.encode(os.urandom(MEBIBYTE + 1)))


def draft_too_large(scene):
    path = f"/drafts/{b64.encode(os.urandom(16))}?case={scene.place.code}"
    return scene.call(scene.vera, "PUT", path, content=bytes(17 * MEBIBYTE), headers={"If-None-Match": "*"})


def too_many_statements(scene):
    one = statements.sign(scene.mira, "prepared", scene.place.code, party=scene.place.party, checks=["explained"])
    return scene.say(scene.mira, *[one] * 501)


def truncated_json(scene):
    return scene.call(
        scene.vera,
        "POST",
        "/messages",
        content=b'{"context": "' + MARK.encode(),
        headers={"Content-Type": "application/json"},
    )


def truncated_body(scene):
    sealed = scene.letter()
    return scene.send(sealed, body=b64.encode(sealed.body[:-1]))


def body_of_another_message(scene):
    return scene.send(scene.letter(), body=b64.encode(scene.letter().body))


def signed_again_by_another(scene):
    return scene.send(scene.letter().sealed_by(scene.mira.me.keys))


def a_replayed_count(scene):
    first = scene.letter(seq=901)
    assert scene.send(first).status_code in {201, 409}
    return scene.send(scene.letter(seq=901))


def a_replayed_id(scene):
    drawn, seq = MessageKeys.draw(), scene.vera.http.get(f"/cases/{scene.place.code}")["next_seq"]
    assert scene.send(scene.letter(draw=drawn, seq=seq)).status_code == 201
    return scene.send(scene.letter(draw=drawn, seq=seq + 1))


def another_case(scene):
    return scene.send(scene.letter(case="RO-2026-0001"))


def another_thread(scene):
    return scene.send(scene.letter(thread="victim-999"))


def another_desk(scene):
    return scene.send(scene.letter(to=desk(scene.world["Olive"], "office")))


def a_closed_epoch(scene):
    elsewhere = scene.world.case()
    sealed = seal(elsewhere, elsewhere.victim.me.keys, words=MARK)
    olive = scene.world["Olive"]
    entry = make_close(olive.me.keys, olive.trust.custody(elsewhere.desk), at=AT)
    olive.http.post(f"/custody/{elsewhere.desk}", wire.write("entry", entry, "signature"))
    return scene.call(elsewhere.victim, "POST", "/messages", json=sealed.call())


def a_stale_custody(scene):
    elsewhere = scene.world.case()
    sealed = seal(elsewhere, elsewhere.victim.me.keys, words=MARK)
    elsewhere.hand_over(scene.world["Olive"], scene.world["Marc"])
    return scene.call(elsewhere.victim, "POST", "/messages", json=sealed.call())


def a_body_that_never_came(scene):
    return scene.send(scene.letter(), body=None)


def a_draft_saved_by_another_tab_first(scene):
    path = f"/drafts/{b64.encode(os.urandom(16))}?case={scene.place.code}"
    scene.vera.http.put_bytes(path, os.urandom(4200), etag="")
    return scene.call(scene.vera, "PUT", path, content=os.urandom(4200), headers={"If-Match": '"7"'})


def a_letter_decided_in_another_tab_first(scene):
    letter = scene.place.letter()
    approve(scene.place, letter)
    box = desk(scene.world["Olive"], "institution/WARK-2").box
    first, second = (release_of(scene.place, letter, "offender", box) for _ in range(2))
    assert scene.say(scene.mira, first[0], grants=[first[1]]).status_code == 201
    return scene.say(scene.mira, second[0], grants=[second[1]])


def a_statement_with_words_not_in_the_lists(scene):
    good = statements.sign(scene.mira, "prepared", scene.place.code, party=scene.place.party, checks=["explained"])
    return scene.say(scene.mira, forge(scene.mira, good, checks=[MARK]))


def a_session_that_has_ended(scene):
    return scene.call(scene.world.stranger(), "POST", "/messages", json=scene.letter().call())


def a_call_without_the_token(scene):
    kept, scene.vera.http.csrf = scene.vera.http.csrf, ""
    try:
        return scene.send(scene.letter())
    finally:
        scene.vera.http.csrf = kept


def json_of_other_types(scene):
    return scene.send(scene.letter(), keep="yes", draft=[MARK])


def an_unknown_message(scene):
    return scene.call(scene.vera, "GET", f"/messages/{MARK:A<22}")


def an_unknown_call(scene):
    return scene.call(scene.vera, "GET", f"/{MARK}")


def another_content_type(scene):
    return scene.call(scene.vera, "POST", "/messages", content=MARK.encode())


BAD = {
    json_too_large: (413, "too-large"),
    inline_body_too_large: (413, "too-large"),
    draft_too_large: (413, "too-large"),
    too_many_statements: (413, "too-many"),
    truncated_json: (400, "malformed"),
    json_of_other_types: (400, "malformed"),
    another_content_type: (400, "malformed"),
    truncated_body: (422, "protocol"),
    body_of_another_message: (422, "protocol"),
    signed_again_by_another: (422, "protocol"),
    a_statement_with_words_not_in_the_lists: (422, "protocol"),
    a_body_that_never_came: (422, "body-missing"),
    a_replayed_count: (409, "seq-taken"),
    a_replayed_id: (409, "id-taken"),
    another_case: (404, "not-found"),
    another_thread: (422, "role"),
    another_desk: (409, "stale-custody"),
    a_stale_custody: (409, "stale-custody"),
    a_closed_epoch: (422, "desk-closed"),
    a_draft_saved_by_another_tab_first: (409, "draft-moved"),
    a_letter_decided_in_another_tab_first: (409, "state-moved"),
    a_session_that_has_ended: (401, "not-signed-in"),
    a_call_without_the_token: (400, "malformed"),
    an_unknown_message: (404, "not-found"),
    an_unknown_call: (404, "not-found"),
}


@pytest.fixture(scope="module")
def scene(world, place):
    return Scene(world, place)


@pytest.mark.parametrize("attack", BAD, ids=lambda attack: attack.__name__)
def test_with_its_status_its_code_and_a_sentence_in_either_language(scene, attack):
    told = {}
    for scene.lang in ("en", "fr"):
        answer = attack(scene)
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == BAD[attack]
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert problem.keys() == {"type", "title", "status", "code", "detail"}
        assert problem["detail"].endswith(".")
        assert MARK not in answer.text + repr(answer.headers)
        told[scene.lang] = problem["detail"]
    assert told["en"] != told["fr"], told


@pytest.mark.parametrize("attack", BAD, ids=lambda attack: attack.__name__)
def test_and_nothing_is_lost_or_left_behind(scene, attack):
    draft, words = b64.encode(os.urandom(16)), os.urandom(4200)
    scene.lang = "en"
    scene.vera.http.put_bytes(f"/drafts/{draft}?case={scene.place.code}", words, etag="")
    waiting = scene.place.letter("sent before")
    attack(scene)
    assert scene.vera.http.get_bytes(f"/drafts/{draft}")[0] == words
    assert scene.mira.look(waiting)[1].parts[0].data == b"sent before"
    assert scene.mira.ledger(scene.place.code).entries[-1].position > 0  # verifies, from the first entry on
    scene.vera.http.delete(f"/drafts/{draft}")
