from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from relay.protocol import b64
from tests.support import decisions
from tests.support.letters import fetch, pass_on, release, review, seal, send
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from tests.support.programme import Programme

MOVED, ROLE, MISSING = (409, "state-moved"), (422, "role"), (422, "grant-missing")


@pytest.fixture
def letter(programme: Programme) -> str:
    """A letter of Anna's that Mira has read."""
    message = send(programme, programme.anna)
    decisions.read(programme, message)
    return message


def signed_return(programme: Programme, message: str, guidance: str, granted: list[str], box: bytes) -> tuple[int, str]:
    grants = [decisions.grant_to(programme, each, box) for each in granted]
    digests = [digest for _, digest in grants]
    signed = programme.mira.sign("return", CASE, message=message, guidance=guidance, grants=digests)
    return decisions.refusal(programme.mira.say(signed, grants=tuple(grant for grant, _ in grants)))


def test_she_gets_guidance_and_her_own_words(programme: Programme, letter: str) -> None:
    assert decisions.give_back(programme, letter, "Please say it again").status_code == 201

    anna, guidance = programme.anna, decisions.state_of(programme, letter)["guidance"]
    for message, words in ((guidance, "Please say it again"), (letter, "Dear you")):
        opened, container = fetch(programme, anna, message, anna.keys.box_sk)
        assert opened.statement is not None
        assert opened.statement.type == "return"
        assert container.parts[0].data.decode() == words
    (item,) = anna.get("/tray").json["items"]
    assert (item["message"], item["state"]) == (letter, "wrote-to-you")


def test_again_and_again(programme: Programme, letter: str) -> None:
    for words in ("once", "twice"):
        assert decisions.give_back(programme, letter, words).status_code == 201

    anna, guidance = programme.anna, decisions.state_of(programme, letter)["guidance"]
    assert fetch(programme, anna, guidance, anna.keys.box_sk)[1].parts[0].data == b"twice"
    assert fetch(programme, anna, letter, anna.keys.box_sk)[0].statement.text("guidance") == guidance


@pytest.mark.parametrize("decision", ["held", "declined"])
def test_with_words_about_what_was_decided(programme: Programme, letter: str, decision: str) -> None:
    review(programme.mira, letter, decision)

    assert decisions.give_back(programme, letter).status_code == 201


def test_what_is_unread_or_approved_does_not_go_back(programme: Programme, letter: str) -> None:
    unread = send(programme, programme.anna, "unread")
    assert decisions.refusal(decisions.give_back(programme, unread)) == MOVED

    review(programme.mira, letter, "approved")
    assert decisions.refusal(decisions.give_back(programme, letter)) == MOVED


def test_what_has_gone_does_not_go_back(programme: Programme, letter: str) -> None:
    pass_on(programme, programme.mira, letter, "offender")

    assert decisions.refusal(decisions.give_back(programme, letter)) == MOVED


@pytest.mark.parametrize("outcome", ["not-accepted", "failed"])
def test_of_what_came_back_the_mediator_chooses_the_words(programme: Programme, letter: str, outcome: str) -> None:
    pass_on(programme, programme.mira, letter, "offender")
    before = programme.anna.get("/tray").data
    decisions.take_task(programme, letter, "pulled", "printed", outcome)
    assert programme.anna.get("/tray").data == before

    assert decisions.give_back(programme, letter, "It could not be handed over").status_code == 201
    assert [each["state"] for each in programme.anna.get("/tray").json["items"]] == ["wrote-to-you"]
    edited = decisions.made_by_mira(programme, "another try", original=letter)
    assert decisions.propose(programme, letter, edited).status_code == 201
    assert decisions.answer(programme.anna, "agree", letter, edited).status_code == 201
    for to in ("reading", "approved"):
        review(programme.mira, edited, to)
    assert release(programme, programme.mira, edited, "offender").status_code == 201


def test_guidance_without_her_own_words_or_to_somebody_else(programme: Programme, letter: str) -> None:
    guidance = decisions.made_by_mira(programme, "Please", kind="guidance")
    hers, others = programme.anna.card.box, programme.olive.card.box

    assert signed_return(programme, letter, guidance, [guidance], hers) == MISSING
    assert signed_return(programme, letter, guidance, [letter], hers) == MISSING
    assert signed_return(programme, letter, guidance, [guidance, letter], others) == MISSING
    assert (
        signed_return(programme, letter, guidance, [guidance, letter], decisions.institutions_box(programme)) == MISSING
    )
    assert signed_return(programme, letter, guidance, [guidance, letter], hers) == (201, "")
    assert signed_return(programme, letter, guidance, [guidance, letter], hers) == MOVED


def test_with_something_else_than_guidance_of_this_thread(programme: Programme, letter: str) -> None:
    programme.victim("Alma", programme.mira, party="victim-9")
    elsewhere = decisions.made_by_mira(programme, "for Alma", kind="guidance", thread="victim-9")
    notes = decisions.made_by_mira(programme, "mine", kind="notes")

    for wrong in (elsewhere, letter):
        assert signed_return(programme, letter, wrong, [wrong], programme.anna.card.box) == ROLE
    assert signed_return(programme, letter, notes, [letter], programme.anna.card.box) == ROLE


def test_the_offender_gets_guidance_on_paper_and_not_his_own_words(programme: Programme, letter: str) -> None:
    pass_on(programme, programme.mira, letter, "offender")
    number = decisions.take_task(programme, letter, "pulled", "printed", "delivered")
    reply = send(programme, programme.liam, "an answer", task=number)
    decisions.read(programme, reply)
    guidance = decisions.made_by_mira(programme, "Please", kind="guidance")
    box = decisions.institutions_box(programme)

    assert signed_return(programme, reply, guidance, [guidance, reply], box) == MISSING
    assert signed_return(programme, reply, guidance, [guidance], box) == (201, "")
    task = decisions.take_task(programme, guidance, "pulled", "printed", "delivered")
    assert programme.liam.get(f"/tasks/{task}").json["about"] == "guidance"
    assert programme.anna.get("/tray").json["items"] == []


def test_without_a_desk_that_reaches_the_offender_there_is_nobody_to_grant_to(programme: Programme) -> None:
    programme.mira.state("party", CASE, party="offender", card="", desk="")
    handed = send(programme, programme.mira, "handed over in person")
    decisions.read(programme, handed)
    guidance = decisions.made_by_mira(programme, "Please", kind="guidance")

    assert signed_return(programme, handed, guidance, [guidance], programme.anna.card.box) == MISSING


@pytest.mark.parametrize("name", ["olive", "liam", "anna"])
def test_by_anybody_but_the_mediator(programme: Programme, letter: str, name: str) -> None:
    person = getattr(programme, name)
    signed = person.sign("return", CASE, message=letter, guidance=letter, grants=[b64.encode(bytes(32))])

    assert decisions.refusal(person.say(signed)) == MISSING
    assert person.get(f"/cases/{CASE}/messages").status_code == 403


@pytest.mark.parametrize("kind", ["guidance", "relayed", "notes"])
def test_a_mediators_words_are_sealed_by_nobody_else(programme: Programme, kind: str) -> None:
    sealed = seal(programme, programme.anna, kind=kind)
    assert decisions.refusal(programme.anna.post("/messages", sealed.as_json())) == ROLE

    own = decisions.made_by_mira(programme, "mine", kind=kind)
    assert programme.anna.get(f"/messages/{own}").status_code == 404
    assert programme.liam.get(f"/messages/{own}").status_code == 404
    assert programme.olive.get(f"/messages/{own}").status_code == 404
    assert programme.mira.get("/tray").json["items"] == []


def test_an_edit_is_made_by_the_mediator_of_a_partys_letter_of_this_thread(programme: Programme, letter: str) -> None:
    edited = decisions.made_by_mira(programme, "edited", original=letter)
    aside = send(programme, programme.anna, kind="aside")

    def attempt(person: str, **more: str) -> tuple[int, str]:
        author = getattr(programme, person)
        return decisions.refusal(author.post("/messages", seal(programme, author, **more).as_json()))

    assert attempt("anna", original=letter) == ROLE
    assert attempt("mira", original=edited) == ROLE
    assert attempt("mira", original=aside) == ROLE
    assert attempt("mira", original="A" * 22) == (404, "not-found")
    programme.victim("Alma", programme.mira, party="victim-9")
    assert attempt("mira", original=letter, thread="victim-9") == ROLE
    assert {each["message"] for each in programme.mira.get("/tray").json["items"]} == {letter, aside}
    assert decisions.state_of(programme, edited)["from"] == PARTY
