from __future__ import annotations

import pytest

BAD = [
    b"",
    b"{",
    b"[]",
    b'"a"',
    b"null",
    b'{"sign_in": 1, "auth": "x"}',
    b'{"sign_in": "olive"}',
    b'{"sign_in": "olive", "auth": true}',
    b'{"sign_in": "olive", "auth": "AA=="}',
    b'{"sign_in": "olive", "auth": "' + b"A" * 43 + b'", "more": 1}',
    b'{"sign_in": ["olive"], "auth": "' + b"A" * 43 + b'"}',
    b"[" * 100_000,
    b"\xff\xfe",
    b'{"sign_in": "\\ud800", "auth": "' + b"A" * 43 + b'"}',
]


@pytest.mark.parametrize("body", BAD, ids=range(len(BAD)))
def test_as_a_problem_that_says_nothing_back(town, body):
    answer = town.visitor().call("POST", "/sign-in", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert set(answer.json) == {"type", "title", "status", "code", "detail"}
    assert answer.json["code"] == "malformed"
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"olive" not in answer.data


def test_too_large_a_body_is_refused_before_it_is_read(town):
    body = b'{"sign_in": "' + b"a" * town.settings.limits.json_bytes + b'"}'
    answer = town.visitor().call("POST", "/sign-in", data=body, content_type="application/json")
    assert answer.status_code == 413
    assert answer.json["code"] == "too-large"


def test_the_sentence_is_in_the_readers_language(town):
    answer = town.visitor().call("POST", "/sign-in", json={}, headers={"Accept-Language": "fr-CA"})
    assert answer.status_code == 400
    assert answer.json["detail"]


def test_a_call_that_does_not_exist_is_a_problem_too(town):
    answer = town.visitor().get("/nothing")
    assert answer.status_code == 404
    assert answer.json["code"] == "not-found"
