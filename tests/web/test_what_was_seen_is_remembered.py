from __future__ import annotations


def test_there_is_nothing_at_first_then_versions(olive):
    assert olive.get("/seen").status_code == 204
    assert olive.put("/seen", b"one", If_None_Match="*").json == {"version": 1}
    assert olive.put("/seen", b"two", If_Match='"1"').json == {"version": 2}
    answer = olive.get("/seen")
    assert (answer.data, answer.headers["ETag"]) == (b"two", '"2"')


def test_an_older_version_does_not_replace_a_newer_one(olive):
    olive.put("/seen", b"one", If_None_Match="*")
    assert olive.put("/seen", b"other", If_None_Match="*").status_code == 409
    assert olive.get("/seen").data == b"one"


def test_each_has_their_own(olive, anna):
    olive.put("/seen", b"hers", If_None_Match="*")
    assert anna.get("/seen").status_code == 204


def test_it_is_limited_and_needs_a_session(town, olive):
    assert olive.put("/seen", bytes(town.settings.limits.seen_bytes + 1), If_None_Match="*").status_code == 413
    assert town.visitor().get("/seen").status_code == 401
