from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/session"),
        ("POST", "/session/touch"),
        ("POST", "/roster"),
        ("POST", "/custody/office"),
        ("POST", "/invitations"),
        ("PUT", "/seen"),
        ("PUT", "/drafts/AAAAAAAAAAAAAAAAAAAAAA"),
    ],
)
def test_without_it_or_with_a_wrong_one_they_are_refused(olive, method, path):
    for token in ("", "x"):
        olive.csrf = token
        answer = olive.call(method, path, json={})
        assert answer.status_code == 400
        assert answer.json["code"] == "malformed"
    assert olive.get("/session/key").status_code == 200


def test_signed_out_visitors_can_have_one(town):
    answer = town.visitor().get("/session")
    assert answer.json["signed_in"] is False
    assert answer.json["csrf"]


def test_another_browsers_is_refused(olive, mira):
    olive.csrf, mira.csrf = mira.csrf, olive.csrf
    for person in (olive, mira):
        assert person.post("/session/touch", {}).status_code == 400


def test_the_one_from_before_signing_in_is_of_no_use_afterwards(town, olive):
    phone = town.visitor("Olive")
    before = phone.get("/session").json["csrf"]
    assert phone.sign_in(auth=olive.auth).status_code == 200
    after, phone.csrf = phone.csrf, before
    assert phone.post("/session/touch", {}).status_code == 400
    phone.csrf = after
    assert phone.post("/session/touch", {}).status_code == 204


def test_the_one_from_a_session_that_ended_is_of_no_use_in_the_next(olive):
    before = olive.csrf
    assert olive.delete("/session").status_code == 204
    assert olive.sign_in().status_code == 200
    olive.csrf = before
    assert olive.post("/session/touch", {}).status_code == 400
