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
