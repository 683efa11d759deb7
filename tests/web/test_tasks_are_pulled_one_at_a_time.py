from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.letters import pass_on, send
from tests.support.programme import CASE, INSTITUTION

if TYPE_CHECKING:
    from tests.support.programme import Programme


def released(programme: Programme, count: int = 1) -> list[str]:
    letters = [send(programme, programme.anna) for _ in range(count)]
    for letter in letters:
        pass_on(programme, programme.mira, letter, "offender")
    return letters


def test_nothing_waits_until_something_is_released(programme: Programme) -> None:
    send(programme, programme.anna)

    assert programme.liam.post("/tasks", {}).json == {"task": None}


def test_the_oldest_comes_first_and_stays_his_until_he_signs(programme: Programme) -> None:
    first, second = released(programme, 2)

    pulled = [programme.liam.post("/tasks", {}).json for _ in range(2)]
    assert [each["message"] for each in pulled] == [first, first]

    programme.liam.state("handled", CASE, message=first, outcome="pulled", how="none")
    assert programme.liam.post("/tasks", {}).json["message"] == second


def test_its_number_counts_nothing(programme: Programme) -> None:
    released(programme)

    assert 100_000 <= programme.liam.post("/tasks", {}).json["task"] <= 999_999


def test_a_liaison_of_another_institution_pulls_nothing_of_it(programme: Programme) -> None:
    programme.institution("MILL-1")
    lena = programme.staff("Lena", "liaison", "institution/MILL-1")
    (letter,) = released(programme)

    assert lena.post("/tasks", {}).json == {"task": None}
    handled = lena.sign("handled", CASE, message=letter, outcome="pulled", how="none")
    assert lena.say(handled).status_code == 404


def test_only_who_pulled_it_sees_or_handles_it(programme: Programme) -> None:
    (letter,) = released(programme)
    task = programme.liam.post("/tasks", {}).json["task"]
    programme.institution("MILL-1")
    lena = programme.staff("Lena", "liaison", "institution/MILL-1")

    assert programme.liam.get(f"/tasks/{task}").json["state"] == "taken"
    assert lena.get(f"/tasks/{task}").data == lena.get("/tasks/1").data
    handled = programme.mira.sign("handled", CASE, message=letter, outcome="pulled", how="none")
    assert programme.mira.say(handled).status_code == 404


def test_a_step_cannot_be_left_out(programme: Programme) -> None:
    (letter,) = released(programme)
    programme.liam.post("/tasks", {})

    delivered = programme.liam.sign("handled", CASE, message=letter, outcome="delivered", how="in-person")
    answer = programme.liam.say(delivered)

    assert (answer.status_code, answer.json["code"]) == (409, "state-moved")


def test_liam_learns_of_the_case_only_through_his_task(programme: Programme) -> None:
    (letter,) = released(programme)
    assert programme.liam.get(f"/cases/{CASE}").status_code == 404

    programme.liam.post("/tasks", {})
    programme.liam.state("handled", CASE, message=letter, outcome="pulled", how="none")

    assert set(programme.liam.get(f"/cases/{CASE}").json) == {"code", "desk", "next_seq"}
    assert INSTITUTION not in programme.liam.get("/tray").text


def test_nobody_but_a_liaison_pulls(programme: Programme) -> None:
    for person in (programme.anna, programme.mira, programme.olive):
        assert person.post("/tasks", {}).status_code == 403
