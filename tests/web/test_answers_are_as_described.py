from __future__ import annotations

from secrets import token_bytes
from typing import TYPE_CHECKING

import pytest

from relay.protocol import b64
from relay.web.api.described import CALLS
from tests.house.files import inside, tracked
from tests.support.decisions import read, take_task
from tests.support.described import as_described
from tests.support.letters import release, review, send
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.programme import Programme

ASKED = [
    ("olive", "/session"),
    ("olive", "/sessions"),
    ("olive", "/session/key"),
    ("olive", "/root"),
    ("anna", "/roster"),
    ("anna", "/account"),
    ("olive", "/desks"),
    ("olive", "/desks/needs"),
    ("mira", f"/custody/case/{CASE}"),
    ("mira", "/invitations"),
    ("olive", "/invitations"),
    ("mira", "/institutions"),
    ("olive", "/cases"),
    ("anna", "/cases"),
    ("olive", f"/cases/{CASE}"),
    ("anna", f"/cases/{CASE}"),
    ("liam", f"/cases/{CASE}"),
    ("mira", f"/cases/{CASE}/messages"),
    ("mira", f"/ledgers/{CASE}"),
    ("anna", f"/ledgers/{CASE}/{PARTY}"),
    ("mira", "/tray"),
    ("liam", "/tray"),
    ("anna", "/tray"),
]


def test_every_call_that_answers_json_answers_what_is_described(programme: Programme) -> None:
    """The way of a letter, of newcomers and of somebody who comes back; the watch looks at every answer on it."""
    with as_described(programme.app) as answered:
        _newcomers(programme)
        _a_letter_on_its_way(programme)
        for name, path in ASKED:
            assert programme.people[name].get(path).status_code == 200
        _back_in(programme)

    assert {name for name, call in CALLS.items() if isinstance(call.answers, type)} <= answered


def _newcomers(programme: Programme) -> None:
    invite = b64.encode(token_bytes(16))
    programme.mira.post("/invitations", {"id": invite, "role": "victim", "lang": "en", "case": CASE, "party": PARTY})
    programme.anna.post("/join/look", {"invite": invite})
    programme.institution("NORTH-2")
    programme.open_case("RO-2", "NORTH-2")
    programme.take_on(programme.staff("Max", "mediator"), "RO-2")
    programme.victim("Bea", programme.max, "RO-2", "victim-5")
    assert programme.bea.get(f"/cards/{programme.max.digest}").status_code == 200


def _a_letter_on_its_way(programme: Programme) -> None:
    anna, draft = programme.anna, b64.encode(token_bytes(16))
    fresh = {"If-None-Match": "*"}
    assert anna.put(f"/drafts/{draft}?case={CASE}", b"sealed", **fresh).status_code == 200
    assert anna.get("/drafts").json["drafts"][0]["message"] is None
    assert anna.put("/seen", b"sealed", **fresh).status_code == 200
    letter = send(programme, anna)
    read(programme, letter)
    review(programme.mira, letter, "approved")
    assert release(programme, programme.mira, letter, "offender").status_code == 201
    number = take_task(programme, letter, "pulled")
    for path in (f"/tasks/{number}", f"/messages/{letter}"):
        assert programme.liam.get(path).status_code == 200


def _back_in(programme: Programme) -> None:
    anna, code = programme.anna, b64.encode(token_bytes(32))
    wrapped = b64.encode(token_bytes(72))
    answer = anna.client.put(
        "/api/v1/account/recovery",
        json={"old_auth": anna.auth, "recovery_auth": code, "recovery_seed": wrapped},
        headers={"X-CSRF-Token": anna.csrf},
    )
    assert answer.status_code == 204
    proof = {"sign_in": "anna", "code_auth": code}
    assert anna.post("/recover/look", proof).status_code == 200
    assert anna.post("/recover", {**proof, "auth": anna.auth, "wrapped_seed": wrapped}).status_code == 200
    assert anna.sign_in().status_code == 200


@pytest.mark.parametrize("path", tracked("relay/web/api/*.py"), ids=inside)
def test_no_call_writes_json_by_hand(path: Path) -> None:
    assert "jsonify" not in path.read_text()
