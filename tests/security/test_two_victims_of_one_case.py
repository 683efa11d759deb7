"""R8 between two victims of one case: whatever one does, every answer to the other is the same, byte for byte."""

from __future__ import annotations

import pytest

from tests.support.letters import newest_consent, pass_on, review, send
from tests.support.programme import CASE, PARTY

HERS = "victim-12"


@pytest.fixture
def bea(programme):
    """A second victim of Anna's case, ready to write; she sent a letter."""
    bea = programme.victim("Bea", programme.mira, party=HERS)
    programme.mira.state("prepared", CASE, party=HERS, checks=["explained"])
    consent = {"scope": "all", "model": "letters", "given": True}
    bea.state("consent", CASE, party=HERS, how="portal", **consent)
    send(programme, bea, "from Bea", thread=HERS)
    return bea


def answers(person):
    """Fetch whatever a victim may ask for, pages and calls."""
    public_id = person.get(f"/cases/{CASE}").json["public_id"]
    calls = [
        f"/cases/{CASE}",
        f"/cases/{CASE}/messages",
        "/cases",
        "/tray",
        "/drafts",
        "/invitations",
        f"/custody/case/{CASE}",
        f"/ledgers/{CASE}",
        f"/ledgers/{CASE}/{PARTY}",
        f"/ledgers/{CASE}/{HERS}",
        "/roster",
    ]
    pages = ["home", "write", "consent", "before", f"cases/{public_id}"]
    got = {path: person.get(path) for path in calls} | {
        page: person.client.get(f"/{lang}/{page}") for page in pages for lang in ("en", "fr")
    }
    return {path: (answer.status_code, without_tokens(answer)) for path, answer in got.items()}


def without_tokens(answer):
    """Leave out what is drawn anew for every page: the CSRF token."""
    return [line for line in answer.data.splitlines() if b"csrf" not in line]


def test_nothing_one_does_shows_for_the_other(programme, bea):
    own = send(programme, programme.anna)
    before = answers(bea)
    assert before == answers(bea)  # else the comparison means nothing
    for act in (
        lambda: review(programme.mira, own, "reading"),
        lambda: pass_on(programme, programme.mira, send(programme, programme.anna, "two"), "offender"),
        lambda: send(programme, programme.anna, "to Mira alone", kind="aside", original=own),
        lambda: programme.anna.state("withdraw", CASE, message=own, how="portal"),
        lambda: accepts(programme),
        lambda: agrees_no_longer(programme),
        lambda: programme.victim("Anna-again", programme.mira),
        lambda: programme.mira.state("party", CASE, party=PARTY, card="", desk=""),
    ):
        act()
        assert answers(bea) == before
    send(programme, bea, "Bea again", thread=HERS)
    assert answers(bea) != before  # the comparison would have seen it


def accepts(programme):
    holder = programme.mira.digest
    programme.anna.state("accept", CASE, party=PARTY, holder=holder, given=True, how="portal")


def agrees_no_longer(programme):
    fields = {"party": PARTY, "scope": "all", "model": "letters", "given": False, "how": "portal"}
    programme.anna.state("consent", CASE, **fields)


def test_each_has_a_thread_keys_and_consents_of_her_own(programme, bea):
    letter = send(programme, programme.anna)
    assert bea.get(f"/messages/{letter}").status_code == 404
    assert bea.get(f"/ledgers/{CASE}/{PARTY}").status_code == 404
    assert bea.get(f"/ledgers/{CASE}").status_code == 404
    assert bea.get(f"/cards/{programme.anna.digest}").status_code == 404
    assert [each["party"] for each in bea.get(f"/cases/{CASE}").json["consents"]] == [HERS]
    assert newest_consent(programme.mira, HERS) != newest_consent(programme.mira, PARTY)
    for thread in (PARTY, HERS):
        fields = {"scope": "all", "model": "letters", "given": False, "how": "portal"}
        other = bea if thread == PARTY else programme.anna
        answer = other.say(other.sign("consent", CASE, party=thread, **fields))
        assert (answer.status_code, answer.json["code"]) == (422, "role")


def test_one_writes_into_no_thread_but_her_own(programme, bea):
    with pytest.raises(AssertionError, match=r"role|not-confirmed|protocol"):
        send(programme, bea, "in another's name", thread=PARTY)
