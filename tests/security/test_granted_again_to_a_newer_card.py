from __future__ import annotations

import pytest

from relay.protocol import b64
from relay.protocol.grant import read_grant
from relay.protocol.message import forward
from relay.services import views_victim
from tests.security.people import as_person, joins_again
from tests.support import decisions
from tests.support.letters import fetch, newest_consent, pass_on, release, send
from tests.support.person import AT
from tests.support.programme import CASE, PARTY


@pytest.fixture
def reply(programme):
    """A letter of the other side's, which Mira passed on to Anna."""
    programme.mira.state("party", CASE, party="offender", card="", desk="")
    message = send(programme, programme.mira, "Dear you too")
    pass_on(programme, programme.mira, message, PARTY)
    return message


@pytest.fixture
def again(programme, reply):
    assert reply
    return joins_again(programme, "Anna-again", PARTY)


def grants_again(programme, again, reply):
    return release(programme, programme.mira, reply, PARTY, box=again.card.box)


def said(answer):
    return answer.status_code, answer.json["code"]


def test_before_that_she_sees_it_and_cannot_open_it(again, reply):
    assert again.get(f"/messages/{reply}").status_code == 404
    assert reply in [item["message"] for item in again.get("/tray").json["items"]]


def test_then_she_opens_it_and_finds_it_once(programme, again, reply):
    before = again.get(f"/ledgers/{CASE}/{PARTY}").json["length"]
    assert grants_again(programme, again, reply).status_code == 201
    _, container = fetch(programme, again, reply, again.keys.box_sk)
    assert container.parts[0].data == b"Dear you too"
    with programme.parts.database.reader() as session:
        assert [item.message for item in views_victim.home(session, as_person(again), size=20).items] == [reply]
    assert again.get(f"/ledgers/{CASE}/{PARTY}").json["length"] == before + 1


def test_twice_to_one_card_and_to_the_earlier_card_are_refused(programme, again, reply):
    assert said(release(programme, programme.mira, reply, PARTY, box=programme.anna.card.box)) == (422, "grant-missing")
    assert grants_again(programme, again, reply).status_code == 201
    assert said(grants_again(programme, again, reply)) == (409, "state-moved")


def test_while_her_card_is_the_same_nothing_is_granted_again(programme, reply):
    assert said(release(programme, programme.mira, reply, PARTY)) == (409, "state-moved")


def test_the_other_side_is_no_party_of_it(programme, again, reply):
    consent = newest_consent(programme.mira, "offender")
    signed = programme.mira.sign("release", CASE, message=reply, to="offender", consent=consent, grants=[])
    assert programme.mira.say(signed).status_code == 422
    consent = newest_consent(programme.mira, PARTY)
    signed = programme.mira.sign("release", CASE, message=reply, to=PARTY, consent=consent, grants=[])
    assert said(programme.mira.say(signed)) == (422, "grant-missing")
    assert again


def test_only_while_she_agrees_to_receive(programme, again, reply):
    fields = {"party": PARTY, "scope": "receive", "model": "letters", "how": "portal"}
    again.state("consent", CASE, given=False, **fields)
    assert said(grants_again(programme, again, reply)) == (422, "consent-missing")
    again.state("consent", CASE, given=True, **fields)
    assert grants_again(programme, again, reply).status_code == 201


def test_not_by_a_former_mediator(programme, again, reply):
    opened, _ = fetch(programme, programme.mira, reply, programme.mira.desk_secrets[f"case/{CASE}"])
    grant = forward(programme.mira.keys, opened, again.card.box, at=AT)
    consent = newest_consent(programme.mira, PARTY)
    names = [b64.encode(read_grant(grant, opened.context).digest)]
    signed = programme.mira.sign("release", CASE, message=reply, to=PARTY, consent=consent, grants=names)
    programme.take_on(programme.staff("Marc", "mediator"))
    assert said(programme.mira.say(signed, grants=(grant,))) == (404, "not-found")
    assert again.get(f"/messages/{reply}").status_code == 404


@pytest.fixture
def asked(programme):
    """A letter of Anna's with an edit that waits for her answer, beside her own words; both ids."""
    letter = send(programme, programme.anna)
    decisions.read(programme, letter)
    assert decisions.give_back(programme, letter).status_code == 201
    edited = decisions.made_by_mira(programme, "Dear you, edited", original=letter)
    assert decisions.propose(programme, letter, edited).status_code == 201
    return letter, edited


def returns_again(programme, letter, box):
    guidance = decisions.state_of(programme, letter)["guidance"]
    grants = [decisions.grant_to(programme, each, box) for each in (guidance, letter)]
    names = [digest for _, digest in grants]
    signed = programme.mira.sign("return", CASE, message=letter, guidance=guidance, grants=names)
    return programme.mira.say(signed, grants=[grant for grant, _ in grants])


def test_what_was_returned_and_proposed_goes_to_a_newer_card_once(programme, asked):
    letter, edited = asked
    for answer in (returns_again(programme, letter, programme.anna.card.box), decisions.propose(programme, *asked)):
        assert said(answer) == (409, "state-moved")
    box = joins_again(programme, "Anna-again", PARTY).card.box

    assert said(returns_again(programme, letter, programme.anna.card.box)) == (422, "grant-missing")
    assert decisions.propose(programme, *asked, box=box).status_code == 201
    assert said(decisions.propose(programme, *asked, box=box)) == (409, "state-moved")
    assert returns_again(programme, letter, box).status_code == 201
    assert said(returns_again(programme, letter, box)) == (409, "state-moved")
    assert decisions.state_of(programme, letter)["state"] == "returned"
    assert decisions.propose(programme, *asked, box=box).status_code == 201
    answered = decisions.answer(programme.people["anna-again"], "agree", letter, edited)
    assert answered.status_code == 201


@pytest.mark.parametrize("answer", ["agree", "disagree"])
def test_nobody_answers_about_what_her_new_key_does_not_open_yet(programme, asked, answer):
    again = joins_again(programme, "Anna-again", PARTY)
    seal = decisions.seal_of(programme.mira, asked[1])
    assert said(decisions.answer(again, answer, *asked, seal=seal)) == (404, "not-found")
    assert decisions.propose(programme, *asked, box=again.card.box).status_code == 201
    assert decisions.answer(again, answer, *asked).status_code == 201


def test_what_was_answered_is_not_asked_again(programme, asked):
    assert decisions.answer(programme.anna, "disagree", *asked).status_code == 201
    box = joins_again(programme, "Anna-again", PARTY).card.box

    assert said(decisions.propose(programme, *asked, box=box)) == (409, "state-moved")


def test_guidance_of_an_earlier_return_does_not_come_back(programme, asked):
    letter, _ = asked
    first = decisions.state_of(programme, letter)["guidance"]
    assert decisions.give_back(programme, letter, "newer words").status_code == 201
    box = joins_again(programme, "Anna-again", PARTY).card.box

    grants = [decisions.grant_to(programme, each, box) for each in (first, letter)]
    names = [digest for _, digest in grants]
    signed = programme.mira.sign("return", CASE, message=letter, guidance=first, grants=names)
    assert said(programme.mira.say(signed, grants=[grant for grant, _ in grants])) == (409, "state-moved")
