from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from relay.domain.person import Person
from relay.errors import NotFound
from relay.services import views_liaison, views_mediator, views_office, views_victim
from tests.support.letters import pass_on, review, send
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from tests.support.programme import Programme


@pytest.fixture
def session(programme: Programme) -> Iterator[Session]:
    with programme.parts.database.reader() as reader:
        yield reader


def account(programme: Programme, name: str) -> Person:
    person = getattr(programme, name)
    known = {"person": person.person, "role": person.role, "name": person.name, "card": person.digest}
    return Person(**known, sign_in=name, sign="", key_id="", lang="en", status="confirmed", session="")


def test_anna_turns_through_her_list(programme: Programme, session: Session) -> None:
    anna = account(programme, "anna")
    letters = [send(programme, programme.anna) for _ in range(5)]
    review(programme.mira, letters[0], "reading")
    pass_on(programme, programme.mira, letters[1], "offender")

    found, cursor = [], ""
    for _ in range(3):
        page = views_victim.home(session, anna, before=cursor, size=2)
        found += [(item.message, item.way, item.state) for item in page.items]
        cursor = page.next

    states = ["with-mediator", "passed-on", "with-mediator", "with-mediator", "with-mediator"]
    assert found == [(letter, "sent", state) for letter, state in zip(letters, states, strict=True)][::-1]
    assert cursor == ""


def test_what_is_here_stands_among_what_she_sent(programme: Programme, session: Session) -> None:
    programme.mira.state("party", CASE, party="offender", card="", desk="")
    first = send(programme, programme.anna)
    reply = send(programme, programme.mira, "an answer")
    pass_on(programme, programme.mira, reply, PARTY)
    last = send(programme, programme.anna)

    page = views_victim.home(session, account(programme, "anna"), size=10)

    assert [(item.message, item.way) for item in page.items] == [(last, "sent"), (reply, "here"), (first, "sent")]
    assert page.cases[0].awaiting == ()
    assert views_victim.here(session, account(programme, "anna"), reply).state == "offered"


def test_nobody_looks_at_anothers_line(programme: Programme, session: Session) -> None:
    letter = send(programme, programme.anna)
    alma = programme.victim("Alma", programme.mira, party="victim-9")
    stranger = account(programme, alma.name.lower())

    with pytest.raises(NotFound):
        views_victim.sent(session, stranger, letter)
    with pytest.raises(NotFound):
        views_victim.here(session, account(programme, "anna"), letter)
    with pytest.raises(NotFound):
        views_mediator.message(session, account(programme, "olive"), letter)


def test_before_her_party_stands_she_sees_the_case_she_was_invited_to(programme: Programme, session: Session) -> None:
    alma = programme.meet("Alma", "victim")
    programme.invite(programme.mira, alma, case=CASE, party="victim-9")

    (case,) = views_victim.home(session, account(programme, "alma"), size=10).cases

    assert (case.code, case.thread, case.awaiting[0]) == (CASE, "", "party")


def test_mira_turns_through_her_tray_and_olive_through_all_cases(programme: Programme, session: Session) -> None:
    letters = [send(programme, programme.anna) for _ in range(3)]
    for code in ("RO-2", "RO-3"):
        programme.open_case(code)

    first = views_mediator.home(session, account(programme, "mira"), size=2)
    rest = views_mediator.home(session, account(programme, "mira"), before=first.next, size=2)
    assert [item.message for item in (*first.items, *rest.items)] == letters[::-1]
    assert [line.code for line in views_mediator.cases(session, account(programme, "mira"), size=5).cases] == [CASE]
    office = views_office.home(session, account(programme, "olive"), size=2)
    assert [line.code for line in office.cases] == ["RO-3", "RO-2"]


def test_the_office_sees_a_case_without_its_messages(programme: Programme, session: Session) -> None:
    send(programme, programme.anna)
    public_id = programme.olive.get("/cases").json["cases"][0]["public_id"]

    case = views_office.case(session, account(programme, "olive"), public_id)

    assert case.messages == ()
    assert {line.party: line.prepared for line in case.parties} == {"offender": True, PARTY: True}


def test_liam_sees_only_what_he_pulled(programme: Programme, session: Session) -> None:
    letter = send(programme, programme.anna)
    pass_on(programme, programme.mira, letter, "offender")
    assert views_liaison.home(session, account(programme, "liam"), size=5).tasks == ()
    session.rollback()

    number = programme.liam.post("/tasks", {}).json["task"]

    assert views_liaison.task(session, account(programme, "liam"), number).state == "taken"
