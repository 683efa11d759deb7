from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from relay.domain.person import Person
from relay.services import views_liaison, views_mediator, views_office, views_todo, views_victim
from tests.services.questions import counted, road
from tests.support.letters import send
from tests.support.programme import CASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from tests.support.programme import Programme


def account(programme: Programme, name: str) -> Person:
    person = getattr(programme, name)
    return Person(
        person=person.person,
        role=person.role,
        sign_in=name,
        name=person.name,
        card=person.digest,
        sign="",
        key_id=person.card.key_id,
        lang="en",
        status="confirmed",
        session="",
    )


PAGES: dict[str, tuple[str, int, Callable[[Session, Person], object]]] = {
    "victim's home": ("anna", 3, lambda session, who: views_victim.home(session, who, size=50)),
    "mediator's tray": ("mira", 1, lambda session, who: views_mediator.home(session, who, size=50)),
    "mediator's cases": ("mira", 1, lambda session, who: views_mediator.cases(session, who, size=50)),
    "office": ("olive", 1, lambda session, who: views_office.home(session, who, size=50)),
    "who came on an invitation": ("olive", 1, lambda session, who: views_todo.joined(session, who, size=50)),
    "sheets to pass on": ("olive", 1, lambda session, _who: views_todo.unbriefed(session, size=50)),
    "liaison's tasks": ("liam", 4, lambda session, who: views_liaison.home(session, who, size=50)),
}


@pytest.mark.parametrize("page", PAGES)
def test_however_much_there_is(programme: Programme, page: str) -> None:
    name, expected, read = PAGES[page]
    who = account(programme, name)
    seen = []
    for _ in range(2):
        with programme.parts.database.reader() as session, counted(programme) as questions:
            read(session, who)
        seen.append(len([question for question in questions if question.startswith("SELECT")]))
        road(programme)

    assert seen == [expected, expected]


def test_a_case_in_full(programme: Programme) -> None:
    public_id = programme.mira.get(f"/cases/{CASE}").json["public_id"]
    seen = []
    for _ in range(2):
        with programme.parts.database.reader() as session, counted(programme) as questions:
            views_mediator.case(session, account(programme, "mira"), public_id)
        seen.append(len([question for question in questions if question.startswith("SELECT")]))
        road(programme)

    assert seen[0] == seen[1] <= 6


def test_accepting_a_letter_asks_little(programme: Programme) -> None:
    send(programme, programme.anna)
    programme.anna.get(f"/cases/{CASE}")

    with counted(programme) as questions:
        send(programme, programme.anna, seq=2)

    assert len(questions) <= 12
