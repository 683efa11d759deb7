from __future__ import annotations


def test_whoever_is_not_signed_in_is_led_there_and_back(town):
    visitor = town.visitor()
    answer = visitor.client.get("/fr/write?draft=abc&case=x")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/fr/sign-in?next=/fr/write?draft%3Dabc%26case%3Dx"


def test_nothing_of_it_is_cached(town):
    assert town.visitor().client.get("/en/home").headers["Cache-Control"] == "no-store"
