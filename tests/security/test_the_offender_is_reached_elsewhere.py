from __future__ import annotations

import pytest

from tests.support.letters import fetch, pass_on, release, send
from tests.support.programme import CASE

THERE = "institution/MILL-1"


@pytest.fixture
def lena(programme):
    """Lena works where Oscar is moved to."""
    programme.institution("MILL-1")
    return programme.staff("Lena", "liaison", THERE)


def released(programme, words="Dear you"):
    letter = send(programme, programme.anna, words)
    pass_on(programme, programme.mira, letter, "offender")
    return letter


def moves(programme, desk):
    programme.olive.state("party", CASE, party="offender", card="", desk=desk)


def pull(liaison):
    return liaison.post("/tasks", {}).json["task"]


def handled(person, letter, outcome):
    how = "in-person" if outcome == "delivered" else "none"
    return person.say(person.sign("handled", CASE, message=letter, outcome=outcome, how=how)).status_code


def delivery(programme, letter):
    lines = programme.mira.get(f"/cases/{CASE}/messages").json["messages"]
    return next(line.get("delivery") for line in lines if line["message"] == letter)


def granted_there(programme, letter):
    current = programme.custody(THERE).current
    return release(programme, programme.mira, letter, "offender", box=current.box).status_code


def states(liaison):
    """Return the states of what a liaison has in hand."""
    return [item["state"] for item in liaison.get("/tray").json["items"]]


@pytest.fixture
def printed(programme):
    letter = released(programme)
    pull(programme.liam)
    for outcome in ("pulled", "printed"):
        assert handled(programme.liam, letter, outcome) == 201
    return letter


def test_what_waited_waits_there_under_another_number_once_it_is_granted_again(programme, lena):
    letter = released(programme, "for where he is now")
    number = pull(programme.liam)
    moves(programme, THERE)
    assert pull(programme.liam) is None
    assert pull(lena) is None

    assert (
        release(programme, programme.mira, letter, "offender", box=programme.custody(THERE).current.box).status_code
        == 201
    )

    assert pull(lena) not in (None, number)
    assert handled(lena, letter, "pulled") == 201
    _, container = fetch(programme, lena, letter, lena.desk_secrets[THERE])
    assert container.parts[0].data == b"for where he is now"


@pytest.mark.usefixtures("lena")
def test_a_counter_goes_on_with_its_other_cases(programme):
    released(programme)
    assert pull(programme.liam)
    moves(programme, THERE)
    programme.open_case("RO-2")
    programme.take_on(programme.mira, "RO-2")
    vera = programme.victim("Vera", programme.mira, "RO-2", "victim-23")
    programme.make_ready(vera, programme.mira, "RO-2", "victim-23")
    other = send(programme, vera, case="RO-2", thread="victim-23")
    pass_on(programme, programme.mira, other, "offender", "RO-2")

    assert programme.liam.post("/tasks", {}).json["message"] == other


def test_what_waited_is_the_mediators_to_bring_where_she_meets_him(programme):
    letter = released(programme)
    pull(programme.liam)

    moves(programme, "")

    assert delivery(programme, letter) == "in-person"
    assert handled(programme.mira, letter, "delivered") == 201


@pytest.mark.parametrize("outcome", ["delivered", "not-accepted", "failed"])
def test_the_mediator_records_what_became_of_the_paper_at_the_old_place(programme, lena, printed, outcome):
    assert handled(programme.mira, printed, outcome) == 404
    moves(programme, THERE)

    assert handled(programme.liam, printed, outcome) == 404
    assert handled(lena, printed, outcome) == 404
    assert handled(programme.mira, printed, outcome) == 201


def test_paper_at_the_old_place_is_called_back_and_the_mediator_ends_the_recall(programme, printed):
    """R5: a withdrawal reaches what was printed before he moved."""
    moves(programme, "")
    programme.anna.state("withdraw", CASE, message=printed, how="portal")
    assert states(programme.liam) == ["recalling"]

    assert handled(programme.mira, printed, "recalled") == 201

    assert states(programme.liam) == []


@pytest.mark.usefixtures("lena")
def test_what_a_colleague_who_left_had_printed_is_called_back_too(programme, printed):
    """R5: it was drawn anew, but nobody signed for it before he moved."""
    desk = "institution/WARK-2"
    luc = programme.staff("Luc", "liaison", desk)
    programme.share(programme.liam, desk, luc)
    programme.revoke(programme.liam)
    assert pull(luc)
    moves(programme, THERE)
    assert delivery(programme, printed) == "printed"

    programme.anna.state("withdraw", CASE, message=printed, how="portal")

    assert handled(programme.mira, printed, "recalled") == 201


@pytest.mark.usefixtures("printed")
def test_the_old_place_sees_no_reply_that_came_from_the_new_one(programme, lena):
    """R7: Liam's paper is still out, so he keeps its task; what follows elsewhere is not for him."""
    number = programme.liam.get("/tray").json["items"][0]["task"]
    moves(programme, THERE)
    another = released_there(programme, lena)
    reply = send(programme, lena, "A reply", task=another)

    page = programme.liam.client.get(f"/en/tasks/{number}")

    assert page.status_code == 200
    assert reply not in page.text


def released_there(programme, lena):
    letter = send(programme, programme.anna)
    for to in ("reading", "approved"):
        programme.mira.state("review", CASE, message=letter, to=to, until="")
    assert (
        release(programme, programme.mira, letter, "offender", box=programme.custody(THERE).current.box).status_code
        == 201
    )
    number = pull(lena)
    assert handled(lena, letter, "pulled") == 201
    return number
