from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from relay.protocol.statement import read_statement
from tests.support import decisions
from tests.support.letters import fetch, newest_consent, release, review, send
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from tests.support.programme import Programme

MOVED, ROLE, MISSING = (409, "state-moved"), (422, "role"), (422, "grant-missing")
CARRIED = {"scope": "all", "model": "relayed", "given": True}


@pytest.fixture
def letter(programme: Programme) -> str:
    """A letter of Anna's that Mira has read."""
    message = send(programme, programme.anna)
    decisions.read(programme, message)
    return message


@pytest.fixture
def edited(programme: Programme, letter: str) -> str:
    """An edit of it that nobody was asked about."""
    return decisions.made_by_mira(programme, "edited", original=letter)


def test_she_opens_exactly_the_edit(programme: Programme, letter: str, edited: str) -> None:
    assert decisions.propose(programme, letter, edited).status_code == 201

    opened, container = fetch(programme, programme.anna, edited, programme.anna.keys.box_sk)
    assert container.parts[0].data == b"edited"
    assert opened.context.original == letter
    assert opened.statement == read_statement(opened.statement.signed)
    assert opened.statement.type == "propose"
    assert programme.anna.get(f"/messages/{letter}").status_code == 404  # only a return gives her own words back


def test_to_somebody_else(programme: Programme, letter: str, edited: str) -> None:
    for box in (programme.olive.card.box, decisions.institutions_box(programme)):
        assert decisions.refusal(decisions.propose(programme, letter, edited, box=box)) == MISSING


def test_to_two_at_once(programme: Programme, letter: str, edited: str) -> None:
    grants = [decisions.grant_to(programme, edited, each.card.box) for each in (programme.anna, programme.olive)]
    named = [digest for _, digest in grants]
    signed = programme.mira.sign("propose", CASE, message=letter, edited=edited, grants=named)

    assert decisions.refusal(programme.mira.say(signed, grants=tuple(grant for grant, _ in grants))) == MISSING


def test_an_edit_of_another_letter(programme: Programme, letter: str, edited: str) -> None:
    other = send(programme, programme.anna, "another")
    decisions.read(programme, other)

    assert decisions.refusal(decisions.propose(programme, other, edited)) == ROLE
    assert decisions.refusal(decisions.propose(programme, letter, letter)) == ROLE
    assert decisions.refusal(decisions.propose(programme, edited, edited)) == ROLE


def test_before_the_letter_was_read(programme: Programme) -> None:
    unread = send(programme, programme.anna, "unread")
    early = decisions.made_by_mira(programme, "edited", original=unread)

    assert decisions.refusal(decisions.propose(programme, unread, early)) == MOVED


def test_the_same_edit_once(programme: Programme, letter: str, edited: str) -> None:
    assert decisions.propose(programme, letter, edited).status_code == 201
    assert decisions.refusal(decisions.propose(programme, letter, edited)) == MOVED


def test_a_proposal_for_the_offender_is_pulled_as_a_task_and_a_newer_one_takes_its_place(programme: Programme) -> None:
    programme.mira.state("party", CASE, party="offender", card="", desk="")
    handed = send(programme, programme.mira, "handed over in person")
    programme.mira.state("party", CASE, party="offender", card="", desk="institution/WARK-2")
    box = decisions.institutions_box(programme)
    decisions.proposed(programme, handed, "first", box=box)
    second = decisions.made_by_mira(programme, "second", original=handed)

    assert decisions.propose(programme, handed, second, box=box).status_code == 201

    decisions.take_task(programme, second, "pulled", "printed", "delivered")
    assert programme.liam.post("/tasks", {}).json["task"] is None


def test_carried_words_need_the_consents_of_both_sides(programme: Programme) -> None:
    carried = decisions.made_by_mira(programme, "She asks how you are", kind="relayed")
    for to in ("reading", "approved"):
        review(programme.mira, carried, to)
    programme.mira.state("consent", CASE, party="offender", how="spoken", **CARRIED)

    def say() -> tuple[int, str]:
        found = programme.mira.get(f"/cases/{CASE}").json["consents"]
        consent = next(each["digest"] for each in found if (each["party"], each["model"]) == ("offender", "relayed"))
        fields = {"message": carried, "to": "offender", "consent": consent, "grants": []}
        return decisions.refusal(programme.mira.say(programme.mira.sign("release", CASE, **fields)))

    assert say() == (422, "consent-missing")
    programme.anna.state("consent", CASE, party=PARTY, how="portal", **CARRIED)
    assert say() == (201, "")
    assert say() == MOVED
    assert decisions.state_of(programme, carried)["delivery"] == "in-person"
    programme.mira.state("handled", CASE, message=carried, outcome="delivered", how="read-aloud")


def test_carried_words_that_he_answered_wait_for_their_mediator_whatever_becomes_of_the_paper(
    programme: Programme,
) -> None:
    carried = decisions.made_by_mira(programme, "He says he is well", kind="relayed")
    decisions.propose(programme, carried, carried, box=decisions.institutions_box(programme))
    decisions.take_task(programme, carried, "pulled", "printed")
    decisions.answer(programme.liam, "agree", carried, carried, how="written")

    programme.liam.state("handled", CASE, message=carried, outcome="delivered", how="none")

    waiting = programme.mira.get("/tray").json["items"]
    assert [(each["message"], each["state"]) for each in waiting] == [(carried, "agreed")]


def test_a_letter_is_never_said_instead_of_shown(programme: Programme, letter: str) -> None:
    review(programme.mira, letter, "approved")
    consent = newest_consent(programme.mira, "offender")
    signed = programme.mira.sign("release", CASE, message=letter, to="offender", consent=consent, grants=[])

    assert decisions.refusal(programme.mira.say(signed)) == MISSING
    assert release(programme, programme.mira, letter, "offender").status_code == 201


def test_words_said_to_a_victim_are_not_offered_to_her(programme: Programme) -> None:
    carried = decisions.made_by_mira(programme, "He says he is well", kind="relayed")
    programme.anna.state("consent", CASE, party=PARTY, how="portal", **CARRIED)
    programme.mira.state("consent", CASE, party="offender", how="spoken", **CARRIED)
    for to in ("reading", "approved"):
        review(programme.mira, carried, to)
    consents = programme.mira.get(f"/cases/{CASE}").json["consents"]
    digest = next(each["digest"] for each in consents if (each["party"], each["model"]) == (PARTY, "relayed"))

    programme.mira.state("release", CASE, message=carried, to=PARTY, consent=digest, grants=[])

    assert programme.anna.get("/tray").json["items"] == []
    assert programme.anna.get(f"/messages/{carried}").status_code == 404
    opened = programme.anna.sign("opened", CASE, message=carried)
    assert decisions.refusal(programme.anna.say(opened)) == (404, "not-found")
