from __future__ import annotations

import pytest

from relay.protocol import b64

WRONG = b64.encode(bytes(32))


@pytest.mark.usefixtures("olive")
def test_an_unknown_name_and_a_wrong_secret_get_the_same_answer(town):
    unknown = town.visitor("Nobody").sign_in(auth=WRONG)
    wrong = town.visitor("Olive").sign_in(auth=WRONG)
    assert (unknown.status_code, unknown.data) == (wrong.status_code, wrong.data)
    assert unknown.status_code == 401
    assert unknown.json["code"] == "wrong-sign-in"
    assert {name for name, _ in unknown.headers} == {name for name, _ in wrong.headers}


def test_the_right_secret_gives_a_session_the_card_and_the_wrapped_seed(town, olive):
    again = town.visitor("Olive")
    answer = again.sign_in(auth=olive.auth)
    assert answer.status_code == 200
    assert set(answer.json) == {"person", "card", "card_signature", "wrapped_seed", "role", "lang", "status", "csrf"}
    assert answer.json["status"] == "confirmed"
    assert again.get("/session").json["person"] == olive.person


def test_the_name_is_the_same_however_it_is_typed(town, olive):
    assert town.visitor().sign_in(name="  OLIVE ", auth=olive.auth).status_code == 200


@pytest.mark.usefixtures("olive")
def test_wrong_secrets_slow_a_name_down_and_the_wait_grows(town):
    attacker = town.visitor()
    for _ in range(6):
        assert attacker.sign_in(name="olive", auth=WRONG).status_code == 401
    slowed = attacker.sign_in(name="olive", auth=WRONG)
    assert slowed.status_code == 429
    assert slowed.json["code"] == "slow-down"
    first = int(slowed.headers["Retry-After"])
    town.clock.forward(seconds=first)
    assert attacker.sign_in(name="olive", auth=WRONG).status_code == 401
    assert int(attacker.sign_in(name="olive", auth=WRONG).headers["Retry-After"]) > first


@pytest.mark.usefixtures("olive")
def test_an_unknown_name_is_slowed_down_alike(town):
    for name in ("olive", "nobody"):
        codes = [town.visitor().sign_in(name=name, auth=WRONG).status_code for _ in range(8)]
        assert codes == [401] * 6 + [429] * 2


def test_nobody_is_locked_out_for_good_and_success_forgets(town, olive):
    for _ in range(60):
        town.visitor().sign_in(name="olive", auth=WRONG)
        town.clock.forward(seconds=30)
    town.clock.forward(seconds=town.settings.limits.longest_wait_seconds)
    assert town.visitor().sign_in(name="olive", auth=olive.auth).status_code == 200
    assert town.visitor().sign_in(name="olive", auth=WRONG).status_code == 401
    assert town.visitor().sign_in(name="olive", auth=olive.auth).status_code == 200


def test_an_address_that_tries_many_names_is_slowed_down_and_others_are_not(town, olive):
    free = town.settings.limits.free_attempts_address
    codes = [town.visitor().sign_in(name=f"name{n}", auth=WRONG).status_code for n in range(free + 2)]
    assert codes == [401] * (free + 1) + [429]
    assert town.visitor(address="192.0.2.7").sign_in(name="olive", auth=olive.auth).status_code == 200


def test_another_site_cannot_sign_anybody_in(town, olive):
    body = {"sign_in": "olive", "auth": olive.auth}
    answer = town.visitor().call("POST", "/sign-in", json=body, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    form = town.visitor().call("POST", "/sign-in", data=body)
    assert form.status_code == 400


def test_the_database_keeps_neither_secret_nor_token(town, olive):
    visitor = town.visitor()
    visitor.sign_in(name="olive", auth=olive.auth)
    token = visitor.client.get_cookie("__Host-relay").value
    kept = b"".join(path.read_bytes() for path in town.settings.var.glob("relay.db*"))
    assert b64.decode(olive.auth) not in kept
    assert olive.auth.encode() not in kept
    assert token.encode() not in kept
    with visitor.client.session_transaction() as cookie:
        assert cookie["_user_id"].encode() not in kept
