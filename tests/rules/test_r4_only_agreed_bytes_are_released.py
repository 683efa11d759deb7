"""R4: nothing edited is released without the author's signed agreement to exactly those bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from relay.protocol import b64, notation
from tests.support import decisions
from tests.support.letters import newest_consent, pass_on, release, review, seal, send
from tests.support.pattern import make_programme
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.programme import Programme

GONE = (409, "state-moved")


@pytest.fixture
def programme(tmp_path: Path) -> Iterator[Programme]:
    yield from make_programme(tmp_path)


@pytest.fixture
def letter(programme: Programme) -> str:
    return send(programme, programme.anna)


def approve(programme: Programme, message: str) -> None:
    for to in ("reading", "approved"):
        review(programme.mira, message, to)


def test_an_edit_goes_once_its_author_agreed_to_it(programme: Programme, letter: str) -> None:
    edited = decisions.proposed(programme, letter)
    assert decisions.answer(programme.anna, "agree", letter, edited).status_code == 201
    approve(programme, edited)

    assert release(programme, programme.mira, edited, "offender").status_code == 201

    found = {each: decisions.state_of(programme, each)["state"] for each in (letter, edited)}
    assert found == {letter: "released", edited: "released"}


def test_an_edit_that_nobody_was_asked_about(programme: Programme, letter: str) -> None:
    decisions.read(programme, letter)
    edited = decisions.made_by_mira(programme, "other words", original=letter)
    approve(programme, edited)

    assert decisions.refusal(release(programme, programme.mira, edited, "offender")) == (422, "agreement-missing")


def test_an_edit_that_was_proposed_and_not_answered(programme: Programme, letter: str) -> None:
    edited = decisions.proposed(programme, letter)

    signed = programme.mira.sign("review", CASE, message=edited, to="approved", until="")
    assert decisions.refusal(programme.mira.say(signed)) == GONE
    assert decisions.refusal(release(programme, programme.mira, edited, "offender")) == GONE


def test_an_edit_that_its_author_did_not_agree_to(programme: Programme, letter: str) -> None:
    edited = decisions.proposed(programme, letter)
    assert decisions.answer(programme.anna, "disagree", letter, edited).status_code == 201
    approve(programme, edited)

    assert decisions.refusal(release(programme, programme.mira, edited, "offender")) == (422, "agreement-missing")


def test_after_a_no_her_own_words_may_still_go(programme: Programme, letter: str) -> None:
    edited = decisions.proposed(programme, letter)
    decisions.answer(programme.anna, "disagree", letter, edited)

    pass_on(programme, programme.mira, letter, "offender")

    assert decisions.refusal(release(programme, programme.mira, edited, "offender")) == GONE


def test_an_agreement_is_to_the_newest_edit_alone(programme: Programme, letter: str) -> None:
    first = decisions.proposed(programme, letter, "first")
    second = decisions.made_by_mira(programme, "second", original=letter)
    seal = decisions.seal_of(programme.anna, first)
    decisions.propose(programme, letter, second)

    assert decisions.refusal(decisions.answer(programme.anna, "agree", letter, first, seal=seal)) == GONE
    assert decisions.answer(programme.anna, "agree", letter, second).status_code == 201
    approve(programme, first)
    assert decisions.refusal(release(programme, programme.mira, first, "offender")) == (422, "agreement-missing")
    approve(programme, second)
    assert release(programme, programme.mira, second, "offender").status_code == 201


@pytest.mark.parametrize("later", ["propose", "return"])
def test_what_came_after_an_agreement_ends_it(programme: Programme, letter: str, later: str) -> None:
    edited = decisions.proposed(programme, letter)
    decisions.answer(programme.anna, "agree", letter, edited)
    approve(programme, edited)
    if later == "propose":
        decisions.propose(programme, letter, decisions.made_by_mira(programme, "newer", original=letter))
    else:
        decisions.give_back(programme, letter)

    assert decisions.refusal(release(programme, programme.mira, edited, "offender")) == GONE


def test_an_agreement_names_exactly_the_bytes(programme: Programme, letter: str) -> None:
    edited = decisions.proposed(programme, letter)
    other = b64.encode(notation.digest("seal", b"{}"))

    found = decisions.answer(programme.anna, "agree", letter, edited, seal=other)

    assert decisions.refusal(found) == (422, "agreement-missing")


def test_nobody_but_the_author_agrees(programme: Programme, letter: str) -> None:
    edited = decisions.proposed(programme, letter)
    programme.victim("Alma", programme.mira, party="victim-9")
    seal = decisions.seal_of(programme.anna, edited)

    def attempt(name: str, how: str) -> tuple[int, str]:
        return decisions.refusal(
            decisions.answer(getattr(programme, name), "agree", letter, edited, how=how, seal=seal)
        )

    assert attempt("alma", "portal") == (404, "not-found")
    assert attempt("mira", "spoken") == (404, "not-found")
    assert attempt("liam", "written") == (404, "not-found")
    assert attempt("olive", "written") == (422, "role")
    assert attempt("mira", "portal") == (422, "role")
    assert attempt("anna", "spoken") == (422, "role")


def test_the_same_agreement_again_changes_nothing(programme: Programme, letter: str) -> None:
    edited = decisions.proposed(programme, letter)
    seal = decisions.seal_of(programme.anna, edited)
    signed = programme.anna.sign("agree", CASE, message=letter, edited=edited, seal=seal, how="portal")
    programme.anna.say(signed)
    before = programme.mira.get(f"/ledgers/{CASE}").data

    assert programme.anna.say(signed).status_code == 201
    assert programme.mira.get(f"/ledgers/{CASE}").data == before
    assert decisions.refusal(decisions.answer(programme.anna, "disagree", letter, edited, seal=seal)) == GONE


def test_of_an_original_and_its_edits_one_goes(programme: Programme, letter: str) -> None:
    edited = decisions.proposed(programme, letter)
    decisions.answer(programme.anna, "agree", letter, edited)
    approve(programme, edited)
    approve(programme, letter)
    release(programme, programme.mira, letter, "offender")

    assert decisions.refusal(release(programme, programme.mira, edited, "offender")) == GONE
    late = decisions.refusal(
        programme.mira.post("/messages", seal(programme, programme.mira, original=letter).as_json())
    )
    assert late == GONE


def test_what_is_carried_for_somebody_goes_only_with_their_agreement(programme: Programme) -> None:
    relayed = decisions.made_by_mira(programme, "She asks how you are", kind="relayed")
    carried_both_ways(programme)
    assert decisions.propose(programme, relayed, relayed).status_code == 201
    assert {each["message"]: each["state"] for each in programme.anna.get("/tray").json["items"]} == {
        relayed: "wrote-to-you"
    }
    decisions.answer(programme.anna, "agree", relayed, relayed)
    approve(programme, relayed)

    assert decisions.refusal(release(programme, programme.mira, relayed, PARTY)) == (422, "wrong-recipient")
    assert said_to_the_offender(programme, relayed).status_code == 201


def test_what_is_carried_for_somebody_who_said_no(programme: Programme) -> None:
    relayed = decisions.made_by_mira(programme, "She asks how you are", kind="relayed")
    carried_both_ways(programme)
    decisions.propose(programme, relayed, relayed)
    decisions.answer(programme.anna, "disagree", relayed, relayed)
    approve(programme, relayed)

    assert decisions.refusal(said_to_the_offender(programme, relayed)) == (422, "agreement-missing")


def test_what_is_carried_is_asked_about_once(programme: Programme) -> None:
    relayed = decisions.made_by_mira(programme, "She asks how you are", kind="relayed")
    decisions.propose(programme, relayed, relayed)
    decisions.answer(programme.anna, "disagree", relayed, relayed)
    review(programme.mira, relayed, "reading")

    assert decisions.refusal(decisions.propose(programme, relayed, relayed)) == GONE


def carried_both_ways(programme: Programme) -> None:
    """Let both sides agree that the mediator carries words."""
    words = {"scope": "all", "model": "relayed", "given": True}
    programme.anna.state("consent", CASE, party=PARTY, how="portal", **words)
    programme.mira.state("consent", CASE, party="offender", how="spoken", **words)


def said_to_the_offender(programme: Programme, message: str):
    consents = programme.mira.get(f"/cases/{CASE}").json["consents"]
    digest = next(each["digest"] for each in consents if (each["party"], each["model"]) == ("offender", "relayed"))
    return programme.mira.say(
        programme.mira.sign("release", CASE, message=message, to="offender", consent=digest, grants=[])
    )


def test_the_offender_agrees_on_paper_through_the_task(programme: Programme) -> None:
    letter = send(programme, programme.anna)
    pass_on(programme, programme.mira, letter, "offender")
    number = decisions.take_task(programme, letter, "pulled", "printed", "delivered")
    reply = send(programme, programme.liam, "I read it", task=number)
    edited = decisions.proposed(programme, reply, box=decisions.institutions_box(programme))
    seal = decisions.seal_of(programme.mira, edited)
    early = decisions.answer(programme.liam, "agree", reply, edited, how="written", seal=seal)
    assert decisions.refusal(early) == (404, "not-found")

    task = decisions.take_task(programme, edited, "pulled", "printed", "delivered")
    assert programme.liam.get(f"/tasks/{task}").json["about"] == "proposal"
    assert decisions.answer(programme.liam, "agree", reply, edited, how="written").status_code == 201
    approve(programme, edited)
    assert release(programme, programme.mira, edited, PARTY).status_code == 201
    assert [each["message"] for each in programme.anna.get("/tray").json["items"]] == [edited]
    assert newest_consent(programme.mira, PARTY)
