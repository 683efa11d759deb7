from __future__ import annotations

import itertools
import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event

from relay.protocol import b64
from relay.storage.models_accounts import PersonRow
from tests.support.town import wire


def secret():
    return b64.encode(os.urandom(32))


def wrapped():
    return b64.encode(os.urandom(72))


@pytest.fixture
def code():
    return secret()


@pytest.fixture
def kept():
    return wrapped()


@pytest.fixture
def mira(town, olive, code, kept):
    """Mira joins with a recovery code and is endorsed."""
    visitor = town.visitor("Mira")
    assert visitor.join(town.invite(olive, "mediator"), "mediator", recovery_auth=code, recovery_seed=kept).json
    assert olive.post("/roster", wire(town.entry(olive.keys, "endorse", visitor))).status_code == 201
    return visitor


def fresh(code, name="mira", **changes):
    made = {"sign_in": name, "code_auth": code, "auth": secret(), "wrapped_seed": wrapped()}
    return made | {"recovery_auth": secret(), "recovery_seed": wrapped()} | changes


def test_the_code_gives_the_seed_it_wraps_and_the_card_and_begins_nothing(town, mira, code, kept):
    newcomer = town.visitor()
    answer = newcomer.post("/recover/look", {"sign_in": " MIRA", "code_auth": code})
    assert answer.status_code == 200
    assert set(answer.json) == {"person", "card", "card_signature", "recovery_seed"}
    assert (answer.json["person"], answer.json["recovery_seed"]) == (mira.person, kept)
    assert newcomer.get("/session").json["signed_in"] is False


@pytest.mark.usefixtures("mira")
def test_an_unknown_name_no_code_and_a_wrong_code_get_the_same_answer(town, olive):
    looks = [{"sign_in": name, "code_auth": secret()} for name in ("mira", "olive", "nobody", "\u0000")]
    answers = [town.visitor().post("/recover/look", body) for body in looks]
    answers += [town.visitor().post("/recover", fresh(body["code_auth"], body["sign_in"])) for body in looks]
    assert {(answer.status_code, answer.data) for answer in answers} == {(401, answers[0].data)}
    assert answers[0].json["code"] == "wrong-recovery"
    assert len({frozenset(name for name, _ in answer.headers) for answer in answers}) == 1
    assert olive.get("/session/key").status_code == 200


@pytest.mark.usefixtures("mira", "olive")
def test_the_database_is_asked_the_same_whoever_is_named(town):
    asked, numbers = [], itertools.count(1)

    def note(*args):
        asked.append(args[2])

    def questions(name, path, body):
        asked.clear()
        elsewhere = town.visitor(address=f"192.0.2.{next(numbers)}")
        assert elsewhere.post(path, body | {"sign_in": name}).status_code == 401
        return list(asked)

    event.listen(town.database.engine, "before_cursor_execute", note)
    for path, body in (("/recover/look", {"code_auth": secret()}), ("/recover", fresh(secret()))):
        known, without_code, unknown = (questions(name, path, body) for name in ("mira", "olive", "nobody"))
        assert known == without_code == unknown != []
    event.remove(town.database.engine, "before_cursor_execute", note)


def test_the_passphrase_is_no_code_and_the_code_is_no_passphrase(town, mira, code):
    assert town.visitor().post("/recover/look", {"sign_in": "mira", "code_auth": mira.auth}).status_code == 401
    assert town.visitor().sign_in(name="mira", auth=code).status_code == 401
    assert town.visitor().post("/recover/look", {"sign_in": "olive", "code_auth": code}).status_code == 401


def test_a_new_passphrase_replaces_the_old_and_the_code_and_ends_all_sessions(town, mira, code):
    mine, new = town.visitor(), fresh(code)
    answer = mine.post("/recover", new)
    assert (answer.status_code, answer.json["person"], answer.json["status"]) == (200, mira.person, "confirmed")
    assert mira.get("/session/key").status_code == 401
    assert mine.get("/session/key").status_code == 200
    assert town.visitor().sign_in(name="mira", auth=mira.auth).status_code == 401
    signed_in = town.visitor().sign_in(name="mira", auth=new["auth"])
    assert signed_in.json["wrapped_seed"] == new["wrapped_seed"]
    assert town.visitor().post("/recover/look", {"sign_in": "mira", "code_auth": code}).status_code == 401
    again = town.visitor().post("/recover/look", {"sign_in": "mira", "code_auth": new["recovery_auth"]})
    assert again.json["recovery_seed"] == new["recovery_seed"]


@pytest.mark.usefixtures("mira")
def test_without_a_new_code_there_is_none_afterwards(town, code):
    new = {name: value for name, value in fresh(code).items() if not name.startswith("recovery")}
    mine = town.visitor()
    mine.post("/recover", new)
    assert mine.get("/account").json["recovery"] is False
    for gone in (code, b64.encode(bytes(32))):
        assert town.visitor().post("/recover", fresh(gone)).status_code == 401


@pytest.mark.usefixtures("mira")
def test_half_a_new_code_is_refused_and_changes_nothing(town, code):
    for half in ("recovery_auth", "recovery_seed"):
        body = fresh(code)
        del body[half]
        assert town.visitor().post("/recover", body).status_code == 400
    assert town.visitor().post("/recover/look", {"sign_in": "mira", "code_auth": code}).status_code == 200


@pytest.mark.usefixtures("mira")
def test_the_same_call_again_comes_in_and_a_replay_with_other_secrets_does_not(town, code):
    new = fresh(code)
    first, second = town.visitor(), town.visitor()
    assert first.post("/recover", new).status_code == 200
    assert second.post("/recover", new).status_code == 200
    assert first.get("/session/key").status_code == 200, "an answer that was lost ends nothing the second time"
    assert town.visitor().post("/recover", new | {"auth": secret()}).status_code == 401
    assert town.visitor().post("/recover", new | {"wrapped_seed": wrapped()}).status_code == 401


@pytest.mark.usefixtures("mira")
def test_of_many_that_use_one_code_at_once_exactly_one_comes_in(town, code):
    bodies = [fresh(code) for _ in range(6)]
    with ThreadPoolExecutor(6) as crowd:
        codes = list(crowd.map(lambda body: town.visitor().post("/recover", body).status_code, bodies))
    assert sorted(codes) == [200, 401, 401, 401, 401, 401]
    winner = bodies[codes.index(200)]
    assert town.visitor().sign_in(name="mira", auth=winner["auth"]).status_code == 200


def test_wrong_codes_slow_a_name_down_known_or_not_and_leave_its_passphrase_alone(town, mira, code):
    for name in ("mira", "nobody"):
        tried = [
            town.visitor().post("/recover/look", {"sign_in": name, "code_auth": secret()}).status_code for _ in range(8)
        ]
        assert tried == [401] * 6 + [429] * 2
    slowed = town.visitor().post("/recover", fresh(code))
    assert (slowed.status_code, slowed.json["code"]) == (429, "slow-down")
    assert town.visitor().sign_in(name="mira", auth=mira.auth).status_code == 200
    town.clock.forward(seconds=int(slowed.headers["Retry-After"]))
    assert town.visitor().post("/recover", fresh(code)).status_code == 200


def test_a_revoked_person_does_not_come_back(town, olive, mira, code):
    assert olive.post("/roster", wire(town.entry(olive.keys, "revoke", mira))).status_code == 201
    assert town.visitor().post("/recover/look", {"sign_in": "mira", "code_auth": code}).status_code == 401
    assert town.visitor().post("/recover", fresh(code)).status_code == 401


@pytest.mark.usefixtures("mira")
def test_another_site_cannot_ask(town, code):
    for path, body in (("/recover", fresh(code)), ("/recover/look", {"sign_in": "mira", "code_auth": code})):
        foreign = town.visitor().call("POST", path, json=body, headers={"Sec-Fetch-Site": "cross-site"})
        assert foreign.status_code == 403
        assert town.visitor().call("POST", path, data=body).status_code == 400


def test_coming_back_ends_whoever_was_signed_in_here(olive, mira, code):
    assert olive.post("/recover", fresh(code)).status_code == 200
    assert olive.get("/session").json["person"] == mira.person


def test_the_database_keeps_neither_secret(town, mira, code):
    new = fresh(code)
    town.visitor().post("/recover", new)
    with town.database.reader() as session:
        row = session.get(PersonRow, mira.person)
        hashes = (row.auth_hash, row.recovery_auth_hash)
    for given in (new["auth"], new["recovery_auth"], code):
        assert b64.decode(given, 32) not in hashes
    kept = b"".join(path.read_bytes() for path in town.settings.var.glob("relay.db*"))
    assert not any(b64.decode(given, 32) in kept or given.encode() in kept for given in (new["auth"], code))
