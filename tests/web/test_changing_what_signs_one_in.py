from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from relay.protocol import b64


def secret():
    return b64.encode(os.urandom(32))


def wrapped():
    return b64.encode(os.urandom(72))


def put(visitor, path, body):
    return visitor.call("PUT", path, json=body)


def new_sign_in(visitor, name="olive", **changes):
    return {"old_auth": visitor.auth, "sign_in": name, "auth": secret(), "wrapped_seed": wrapped()} | changes


def new_code(visitor, **changes):
    return {"old_auth": visitor.auth, "recovery_auth": secret(), "recovery_seed": wrapped()} | changes


def test_a_new_passphrase_replaces_the_old_and_ends_the_other_sessions(town, olive):
    phone = town.visitor("Olive")
    phone.sign_in(auth=olive.auth)
    body = new_sign_in(olive)
    assert put(olive, "/account/sign-in", body).status_code == 204
    assert olive.get("/session/key").status_code == 200
    assert phone.get("/session/key").status_code == 401
    assert town.visitor().sign_in(name="olive", auth=olive.auth).status_code == 401
    assert town.visitor().sign_in(name="olive", auth=body["auth"]).json["wrapped_seed"] == body["wrapped_seed"]


def test_a_new_name_signs_in_and_the_old_one_is_free(town, olive):
    body = new_sign_in(olive, "  Olive of the OFFICE ")
    assert put(olive, "/account/sign-in", body).status_code == 204
    assert olive.get("/account").json["sign_in"] == "olive of the office"
    assert town.visitor().sign_in(name="olive of the office", auth=body["auth"]).status_code == 200
    assert town.visitor().sign_in(name="olive", auth=body["auth"]).status_code == 401
    assert town.joined(olive, "Olive", "mediator").person != olive.person


@pytest.mark.parametrize(("path", "make"), [("/account/sign-in", new_sign_in), ("/account/recovery", new_code)])
def test_without_the_present_passphrase_nothing_changes_and_guessing_is_slowed(town, olive, path, make):
    wrong = make(olive, old_auth=secret())
    codes = [put(olive, path, wrong).status_code for _ in range(8)]
    assert codes == [422] * 6 + [429] * 2
    slowed = put(olive, path, make(olive))
    assert slowed.status_code == 429
    town.clock.forward(seconds=int(slowed.headers["Retry-After"]))
    assert town.visitor().sign_in(name="olive", auth=olive.auth).status_code == 200
    assert olive.get("/account").json["recovery"] is False


@pytest.mark.parametrize(("path", "make"), [("/account/sign-in", new_sign_in), ("/account/recovery", new_code)])
def test_nobody_changes_it_without_a_session_a_token_or_for_somebody_else(town, olive, mira, path, make):
    nobody = town.visitor()
    nobody.csrf = nobody.get("/session").json["csrf"]
    assert put(nobody, path, make(olive)).status_code == 401
    assert put(mira, path, make(olive)).json["code"] == "wrong-passphrase"
    olive.csrf = ""
    assert put(olive, path, make(olive)).status_code == 400
    assert town.visitor().sign_in(name="olive", auth=olive.auth).status_code == 200


@pytest.mark.usefixtures("mira")
def test_somebody_elses_name_is_taken_however_it_is_typed_and_asking_for_many_is_slowed(olive):
    answers = [put(olive, "/account/sign-in", new_sign_in(olive, " MIRA ")) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [409] * 6 + [429]
    assert answers[0].json["code"] == "name-taken"


def test_what_cannot_be_a_name_is_refused(olive):
    for name in (" ", "a\u0000b", "\u0378"):
        assert put(olive, "/account/sign-in", new_sign_in(olive, name)).status_code == 422
    assert olive.get("/account").json["sign_in"] == "olive"


def test_the_same_call_again_changes_nothing_and_is_accepted(town, olive):
    for path, body in (("/account/recovery", new_code(olive)), ("/account/sign-in", new_sign_in(olive))):
        assert put(olive, path, body).status_code == 204
        assert put(olive, path, body).status_code == 204
    assert [note["what"] for note in olive.get("/account").json["notes"]].count("passphrase") == 1
    assert [note["what"] for note in olive.get("/account").json["notes"]].count("code") == 1
    assert town.visitor().sign_in(name="olive", auth=olive.auth).status_code == 401


def test_what_signs_in_already_is_accepted_with_the_seed_wrapped_anew(town, olive):
    first = new_sign_in(olive)
    assert put(olive, "/account/sign-in", first).status_code == 204
    assert put(olive, "/account/sign-in", first | {"wrapped_seed": wrapped()}).status_code == 204
    assert town.visitor().sign_in(name="olive", auth=first["auth"]).json["wrapped_seed"] == first["wrapped_seed"]


def test_the_same_passphrase_anew_ends_the_other_sessions_too(town, olive):
    phone = town.visitor("Olive")
    phone.sign_in(auth=olive.auth)
    body = new_sign_in(olive, auth=olive.auth)
    assert put(olive, "/account/sign-in", body).status_code == 204
    assert phone.get("/session/key").status_code == 401
    assert town.visitor().sign_in(name="olive", auth=olive.auth).json["wrapped_seed"] == body["wrapped_seed"]
    assert put(olive, "/account/sign-in", body).status_code == 204
    assert [note["what"] for note in olive.get("/account").json["notes"]].count("passphrase") == 1


def test_the_old_code_is_void_once_there_is_a_new_one(town, olive):
    first, second = new_code(olive), new_code(olive)
    for body in (first, second):
        assert put(olive, "/account/recovery", body).status_code == 204
    looks = [
        town.visitor().post("/recover/look", {"sign_in": "olive", "code_auth": body["recovery_auth"]}).status_code
        for body in (first, second)
    ]
    assert looks == [401, 200]


def test_a_new_passphrase_keeps_the_code(town, olive):
    code = new_code(olive)
    put(olive, "/account/recovery", code)
    put(olive, "/account/sign-in", new_sign_in(olive, "olive-2"))
    look = town.visitor().post("/recover/look", {"sign_in": "olive-2", "code_auth": code["recovery_auth"]})
    assert look.json["recovery_seed"] == code["recovery_seed"]


def test_of_two_browsers_that_change_it_at_once_exactly_one_does(town, olive):
    phone = town.visitor("Olive")
    phone.sign_in(auth=olive.auth)
    phone.auth = olive.auth
    bodies = [new_sign_in(olive), new_sign_in(olive)]
    with ThreadPoolExecutor(2) as both:
        codes = list(
            both.map(
                lambda pair: put(pair[0], "/account/sign-in", pair[1]).status_code,
                zip((olive, phone), bodies, strict=True),
            )
        )
    assert sorted(codes) == [204, 401]
    winner = bodies[codes.index(204)]
    assert town.visitor().sign_in(name="olive", auth=winner["auth"]).status_code == 200


def test_of_a_recovery_and_a_change_at_once_the_later_finds_itself_refused(town, olive):
    code = new_code(olive)
    put(olive, "/account/recovery", code)
    change = new_sign_in(olive)
    back = {"sign_in": "olive", "code_auth": code["recovery_auth"], "auth": secret(), "wrapped_seed": wrapped()}
    with ThreadPoolExecutor(2) as both:
        changed = both.submit(put, olive, "/account/sign-in", change)
        came_back = both.submit(town.visitor().post, "/recover", back)
    assert came_back.result().status_code == 200, "the code stands whatever the passphrase is"
    assert changed.result().status_code in (204, 401)
    assert town.visitor().sign_in(name="olive", auth=back["auth"]).status_code == 200
    assert town.visitor().sign_in(name="olive", auth=change["auth"]).status_code == 401
    assert olive.get("/session/key").status_code == 401
