from __future__ import annotations

from datetime import UTC, datetime

import pytest

from relay.domain.states import STATES
from relay.services.views_mediator import MessageLine
from relay.web.case_words import gathered
from relay.web.deciding import choices

AT = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
LETTER = MessageLine("letter", "RO-1", "public", "victim-1", "victim-1", "Anna", "letter", "reading", "", AT)
EDIT = LETTER._replace(message="edit", original="letter")
CARRIED = LETTER._replace(message="carried", kind="relayed", sender="", name="")
ASIDE = LETTER._replace(message="aside", kind="aside", original="letter")


@pytest.mark.parametrize(
    ("state", "review", "ask", "release"),
    [
        ("sealed", True, True, "letter"),
        ("reading", True, True, "letter"),
        ("held", True, True, "letter"),
        ("declined", True, True, "letter"),
        ("approved", True, True, "letter"),
        ("returned", False, True, ""),
        ("proposed", False, True, ""),
        ("disagreed", True, True, "letter"),
        ("released", False, False, ""),
        ("withdrawn", False, False, ""),
    ],
)
def test_a_letter_that_its_author_has_waits_and_what_went_is_past_deciding(state, review, ask, release):
    may = choices(LETTER._replace(state=state))
    assert (may.review, may.ask, may.release) == (review, ask, release)


def test_what_goes_is_the_copy_that_its_author_agreed_to():
    assert choices(LETTER._replace(state="agreed", edited="edit", answer="agreed")).release == "edit"
    assert choices(LETTER._replace(state="disagreed", edited="edit", answer="disagreed")).release == "letter"


def test_a_changed_copy_is_decided_about_with_its_letter():
    for state in STATES:
        may = choices(EDIT._replace(state=state))
        assert not may.any
        assert may.release == ("edit" if state in ("agreed", "approved") else "")


def test_nobody_asks_about_a_word_to_the_mediator_alone():
    assert not any(choices(ASIDE._replace(state=state)).any for state in STATES)


def test_carried_words_are_asked_about_once():
    assert choices(CARRIED).ask
    assert not choices(CARRIED._replace(state="agreed")).ask
    assert not choices(CARRIED._replace(state="held", edited="carried", answer="disagreed")).ask
    assert choices(CARRIED._replace(state="agreed")).release == "carried"


def test_whom_she_meets_herself_she_asks_herself():
    assert not choices(LETTER._replace(sender="offender"), in_person=True).ask
    assert choices(LETTER, in_person=True).ask


def test_what_is_for_her_to_hand_over_is_so_until_it_is_done_or_withdrawn():
    brought = LETTER._replace(state="released", delivery="in-person")
    assert choices(brought).hand_over
    assert not choices(brought._replace(delivery="delivered")).hand_over
    assert not choices(brought._replace(state="withdrawn", delivery="gone")).hand_over


def test_what_belongs_to_a_letter_stands_beneath_it_in_the_order_of_writing(town):
    guidance = LETTER._replace(message="guidance", kind="guidance", sender="", name="")
    letter = LETTER._replace(guidance="guidance", state="returned")
    newest_first = (CARRIED, guidance, EDIT, ASIDE, letter)
    with town.app.test_request_context("/en/"):
        town.app.preprocess_request()
        lines = gathered(newest_first)
        assert [line.id for line in lines] == ["carried", "letter"]
        assert [line.id for line in lines[1].beside] == ["aside", "edit", "guidance"]
        assert [line.id for line in gathered((guidance, EDIT, ASIDE))] == ["guidance", "edit", "aside"]


def test_every_state_and_delivery_has_its_words(town):
    deliveries = ("", "offered", "opened", "waiting", "taken", "pulled", "printed", "delivered", "not-accepted")
    with town.app.test_request_context("/en/"):
        town.app.preprocess_request()
        for state in STATES:
            for delivery in (*deliveries, "failed", "in-person", "recalling", "recalled", "gone"):
                line = gathered((LETTER._replace(state=state, delivery=delivery),))[0]
                assert line.state_text
                assert state != "withdrawn" or line.state_text.startswith("Withdrawn") or delivery not in deliveries[:3]
