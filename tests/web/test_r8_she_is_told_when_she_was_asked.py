"""R8: when a mediator wrote down what she carries is hers alone; its date and place are those of the question."""

from __future__ import annotations

from relay.services import views_victim
from tests.security.people import as_person
from tests.support import decisions
from tests.support.letters import send


def carried_and_asked(programme, letters):
    """Let Mira write down what she carries, Anna send letters, and Mira ask only then; newest last."""
    carried = decisions.made_by_mira(programme, "You are glad of the letter.", kind="relayed")
    sent = [send(programme, programme.anna) for _ in range(letters)]
    decisions.read(programme, carried)
    assert decisions.propose(programme, carried, carried).status_code == 201
    return [*sent, carried]


def own(programme, **page):
    with programme.parts.database.reader() as session:
        return views_victim.home(session, as_person(programme.anna), **page)


def test_what_was_written_down_before_stands_where_she_was_asked(programme):
    letter, carried = carried_and_asked(programme, 1)

    shown = own(programme, size=20).items

    assert [line.message for line in shown] == [carried, letter]
    assert shown[0].at > shown[1].at
    assert [item["message"] for item in programme.anna.get("/tray").json["items"]] == [carried]


def test_its_own_page_bears_that_date_too(programme):
    _, carried = carried_and_asked(programme, 1)

    with programme.parts.database.reader() as session:
        page = views_victim.sent(session, as_person(programme.anna), carried)

    assert page.at == own(programme, size=20).items[0].at


def test_earlier_pages_go_on_after_the_question_without_a_gap(programme):
    messages = carried_and_asked(programme, 3)

    found, before = [], None
    while before != "":
        page = own(programme, size=1, before=before or "")
        found, before = [*found, *(line.message for line in page.items)], page.next

    assert found == messages[::-1]
