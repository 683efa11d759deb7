from __future__ import annotations

from tests.web.test_changing_what_signs_one_in import new_code, new_sign_in, put

FIREFOX = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"}


def noted(visitor):
    return [(note["what"], note["device"]) for note in visitor.get("/account").json["notes"]]


def sign_in_with_firefox(town, olive):
    stranger = town.visitor("Olive")
    body = {"sign_in": "olive", "auth": olive.auth}
    stranger.csrf = stranger.call("POST", "/sign-in", json=body, headers=FIREFOX).json["csrf"]
    return stranger


def test_a_sign_in_from_a_new_kind_of_browser_is_noted_once(town, olive):
    assert noted(olive) == [("joined", "")]
    town.clock.forward(minutes=1)
    sign_in_with_firefox(town, olive)
    sign_in_with_firefox(town, olive)
    town.visitor("Olive").sign_in(auth=olive.auth)
    assert noted(olive) == [("device", "Firefox, Windows"), ("joined", "")]


def test_a_wrong_passphrase_from_elsewhere_notes_nothing(town, olive):
    body = {"sign_in": "olive", "auth": "A" * 43}
    town.visitor().call("POST", "/sign-in", json=body, headers=FIREFOX)
    assert noted(olive) == [("joined", "")]


def test_changes_are_noted_the_newest_first(town, olive):
    town.clock.forward(minutes=1)
    put(olive, "/account/recovery", new_code(olive))
    town.clock.forward(minutes=1)
    renamed = new_sign_in(olive, "olive-2")
    put(olive, "/account/sign-in", renamed)
    town.clock.forward(minutes=1)
    put(olive, "/account/sign-in", new_sign_in(olive, "olive-2", old_auth=renamed["auth"]))
    assert [what for what, _ in noted(olive)] == ["passphrase", "name", "code", "joined"]


def test_nobody_else_sees_it(town, olive, mira):
    sign_in_with_firefox(town, olive)
    assert noted(mira) == [("joined", "")]
    assert town.visitor().get("/account").status_code == 401


def test_all_sessions_but_this_one_end_at_once(town, olive, mira):
    others = [town.visitor("Olive") for _ in range(3)]
    for other in others:
        other.sign_in(auth=olive.auth)
    assert olive.delete("/sessions").status_code == 204
    assert [other.get("/session/key").status_code for other in others] == [401] * 3
    assert olive.get("/session/key").status_code == 200
    assert mira.get("/session/key").status_code == 200
    assert len(olive.get("/sessions").json["sessions"]) == 1
