from __future__ import annotations

import pytest

from relay.services import views_victim
from tests.security.people import as_person, joins_again
from tests.support.letters import release, review, send
from tests.support.programme import CASE, PARTY


@pytest.fixture
def letter(programme):
    return send(programme, programme.anna)


@pytest.fixture
def again(programme, letter):
    """Anna with a new card, which Mira bound to her party; she had sent a letter with the earlier one."""
    assert letter
    return joins_again(programme, "Anna-again", PARTY)


@pytest.mark.usefixtures("again")
def test_its_sessions_are_over_and_it_signs_in_no_more(programme):
    assert programme.anna.get("/session").json["signed_in"] is False
    assert programme.anna.get(f"/cases/{CASE}").status_code == 401
    assert programme.anna.sign_in().status_code == 401


def test_what_it_sent_is_the_new_ones_and_not_twice(programme, letter, again):
    with programme.parts.database.reader() as session:
        new, old = (as_person(each) for each in (again, programme.anna))
        assert [item.message for item in views_victim.home(session, new, size=20).items] == [letter]
        assert views_victim.home(session, old, size=20).items == ()
    assert again.get(f"/cases/{CASE}").json["next_seq"] == 1


@pytest.mark.usefixtures("letter")
def test_the_new_one_verifies_its_ledger_with_the_earlier_card_and_sees_nobody_elses(programme, again):
    assert again.get(f"/cards/{programme.anna.digest}").status_code == 200
    bea = programme.victim("Bea", programme.mira, party="victim-12")
    assert again.get(f"/cards/{bea.digest}").status_code == 404
    assert bea.get(f"/cards/{programme.anna.digest}").status_code == 404


def test_no_party_statement_brings_it_back(programme, again):
    statement = programme.mira.sign("party", CASE, party=PARTY, card=programme.anna.digest, desk="")
    answer = programme.mira.say(statement)
    assert (answer.status_code, answer.json["code"]) == (422, "wrong-recipient")
    assert again.get(f"/cases/{CASE}").json["confirmed"] is True


def test_ending_the_party_first_changes_nothing(programme, letter):
    programme.mira.state("party", CASE, party=PARTY, card="", desk="")
    assert programme.anna.get("/session").json["status"] == "joined"
    again = joins_again(programme, "Anna-again", PARTY)
    assert programme.anna.get("/session").json["signed_in"] is False
    with programme.parts.database.reader() as session:
        assert [item.message for item in views_victim.home(session, as_person(again), size=20).items] == [letter]


def test_one_that_another_case_still_names_goes_on_there_alone(programme):
    programme.open_case("RO-2")
    programme.take_on(programme.mira, "RO-2")
    programme.joins_too(programme.anna, programme.mira, "RO-2", "victim-5")
    joins_again(programme, "Anna-again", PARTY)
    assert programme.anna.get(f"/cases/{CASE}").status_code == 404
    assert programme.anna.get("/cases/RO-2").json["thread"] == "victim-5"


def test_a_card_speaks_for_one_party_of_a_case(programme):
    bea = programme.victim("Bea", programme.mira, party="victim-12")
    statement = programme.mira.sign("party", CASE, party=PARTY, card=bea.digest, desk="")
    assert programme.mira.say(statement).json["code"] == "wrong-recipient"


def test_a_letter_it_sent_is_still_passed_on(programme, letter, again):
    assert again
    review(programme.mira, letter, "reading")
    review(programme.mira, letter, "approved")
    assert release(programme, programme.mira, letter, "offender").status_code == 201
