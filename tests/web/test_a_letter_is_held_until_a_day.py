"""What a mediator holds until a day says so wherever it stands, and comes up first on that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import decisions
from tests.support.letters import review, send
from tests.support.programme import CASE

if TYPE_CHECKING:
    from tests.support.programme import Programme

TODAY, TOMORROW = "2026-11-22", "2026-11-23"


@pytest.fixture
def letter(programme: Programme) -> str:
    """A letter of Anna's that Mira has read."""
    message = send(programme, programme.anna)
    decisions.read(programme, message)
    return message


def hold(programme: Programme, message: str, until: str) -> None:
    programme.mira.state("review", CASE, message=message, to="held", until=until)


def in_tray(programme: Programme, message: str) -> dict[str, str]:
    items = programme.mira.get("/tray").json["items"]
    return next(item for item in items if item["message"] == message)


def home(programme: Programme, lang: str = "en", query: str = "") -> str:
    return programme.mira.client.get(f"/{lang}/home{query}").text


def test_tray_case_and_review_page_say_until_when(programme: Programme, letter: str) -> None:
    hold(programme, letter, "2027-03-01")

    assert in_tray(programme, letter)["until"] == "2027-03-01"
    listed = programme.mira.get(f"/cases/{CASE}/messages").json["messages"]
    assert next(each["until"] for each in listed if each["message"] == letter) == "2027-03-01"
    case = f"cases/{programme.mira.get(f'/cases/{CASE}').json['public_id']}"
    for page in ("home", case, f"review/{letter}"):
        assert "Held until 1 March 2027" in programme.mira.client.get(f"/en/{page}").text
        assert "1er mars 2027" in programme.mira.client.get(f"/fr/{page}").text


def test_what_is_held_without_a_day_says_none(programme: Programme, letter: str) -> None:
    hold(programme, letter, "")

    assert "until" not in in_tray(programme, letter)
    assert "Held for now" in home(programme)


@pytest.mark.parametrize("to", ["reading", "approved"])
def test_taken_up_again_it_is_held_no_longer(programme: Programme, letter: str, to: str) -> None:
    hold(programme, letter, TODAY)
    review(programme.mira, letter, to)

    assert "until" not in in_tray(programme, letter)
    assert "Held until" not in home(programme)


def test_on_its_day_it_stands_first_and_once(programme: Programme, letter: str) -> None:
    longest = send(programme, programme.anna, "longest due")
    later = send(programme, programme.anna, "not due yet")
    newest = send(programme, programme.anna, "not read yet")
    for message, until in ((longest, "2026-11-02"), (letter, TODAY), (later, TOMORROW)):
        review(programme.mira, message, "reading")
        hold(programme, message, until)

    page = home(programme)

    places = [page.index(f'data-message="{message}"') for message in (longest, letter, newest, later)]
    assert places == sorted(places)
    assert page.count("data-message=") == len(places)
    due, rest = page.index("Held until today"), page.index("Everything else")
    assert due < places[0] < places[1] < rest < places[2]


def test_it_stands_first_too_where_her_list_has_further_pages(programme: Programme, letter: str) -> None:
    hold(programme, letter, TODAY)
    newer = [
        send(programme, programme.anna, f"letter {number}") for number in range(programme.settings.limits.page_size)
    ]

    page = home(programme)

    assert letter not in [item["message"] for item in programme.mira.get("/tray").json["items"]]
    assert page.index(f'data-message="{letter}"') < page.index(f'data-message="{newer[-1]}"')
    assert page.count(f'data-message="{letter}"') == 1


def test_where_nothing_is_due_there_is_one_list(programme: Programme, letter: str) -> None:
    hold(programme, letter, TOMORROW)

    assert "Everything else" not in home(programme)
    assert "Held until today" not in home(programme)


def test_a_hold_that_a_return_ended_comes_up_no_more(programme: Programme, letter: str) -> None:
    hold(programme, letter, TODAY)
    assert decisions.give_back(programme, letter).status_code == 201

    assert "Held until" not in home(programme)


def test_nobody_else_learns_of_it(programme: Programme, letter: str) -> None:
    before = [programme.anna.get(path).data for path in ("/tray", f"/cases/{CASE}")]
    hold(programme, letter, TODAY)

    assert [programme.anna.get(path).data for path in ("/tray", f"/cases/{CASE}")] == before
    assert "Held" not in programme.anna.client.get(f"/en/sent/{letter}").text
