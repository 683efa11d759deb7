"""`relay act send`: whose thread a mediator's words are, and which letter a word to her alone goes with."""

from __future__ import annotations

import secrets

import pytest

from relay.client.join import Newcomer
from tests.support.fresh_case import PARTY, fresh_case
from tests.support.server import CASE

SECOND = "victim-997"


@pytest.fixture
def case(demo_server):
    """Nora's case, with a second victim."""
    with fresh_case(demo_server) as case, demo_server.client() as bea:
        invited = case.mira.invite("victim", case=case.code, party=SECOND)
        bea.join(invited.link, Newcomer(f"bea-{secrets.token_hex(6)}", "Bea", secrets.token_hex(6)))
        case.mira.confirm(invited.id)
        yield case


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("Dear you")
    return path


def threads(case):
    """Tell which thread each message of the case belongs to."""
    listed = case.mira.http.get(f"/cases/{case.code}/messages")["messages"]
    return {each["message"]: each["thread"] for each in listed}


def test_a_mediator_of_several_says_whose_it_is(demo_server, case, file):
    unsaid = demo_server.act("Mira", "send", case.code, file, "--kind", "relayed")
    assert unsaid == (1, {"error": "not-possible", "status": 0})

    for party in (PARTY, SECOND):
        code, sent = demo_server.act("Mira", "send", case.code, file, "--kind", "relayed", "--thread", party)
        assert code == 0, sent
        assert threads(case)[sent["message"]] == party


def test_nobody_writes_in_anothers_thread(demo_server, file):
    assert demo_server.act("Anna", "send", CASE, file, "--thread", SECOND)[0] == 3


def test_a_word_to_the_mediator_alone_goes_with_a_letter(demo_server, file):
    _, letter = demo_server.act("Anna", "send", CASE, file)
    aside = ("send", CASE, file, "--kind", "aside", "--original")
    code, sent = demo_server.act("Anna", *aside, letter["message"])
    assert code == 0, sent

    with demo_server.signed_in("Mira") as mira:
        listed = mira.http.get(f"/cases/{CASE}/messages")["messages"]
    assert next(each["original"] for each in listed if each["message"] == sent["message"]) == letter["message"]
    assert demo_server.act("Anna", *aside, "A" * 22)[0] == 3
