from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import at_home, go, send
from tests.browser.vaults import GUIDANCE, letter_of, proposed, returned

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LETTER = "Dear you,\n\nI live on Elm Street and I still ask why.\n\nA."
EDIT = "Dear you,\n\nI live far away and I still ask why.\n\nA."


@pytest.fixture(scope="module")
def proposal(chromium, demo_server):
    """Anna's letter, returned with an edit beside it."""
    letter = letter_of(chromium, demo_server, "Anna", LETTER)
    return letter, proposed(chromium, demo_server, letter, EDIT)


@pytest.fixture
def anna(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as page:
        yield page


def text_of(page, sheet):
    return page.locator(f"#{sheet}").inner_text()


def test_her_page_says_so_and_asks_nothing_of_her(anna, proposal):
    line = anna.locator(f"[data-message='{proposal[0]}']")
    assert line.get_attribute("data-state") == "wrote-to-you"

    line.get_by_test_id("sent-item").click()
    expect(anna.get_by_test_id("wrote")).to_contain_text("Mira wrote to you")

    expect(anna.get_by_test_id("wrote")).to_contain_text("There is nothing you need to do.")
    assert text_of(anna, "guidance-sheet") == GUIDANCE


def test_she_sees_her_own_letter_the_edit_and_what_changed(anna, demo_server, proposal):
    go(anna, demo_server, f"sent/{proposal[0]}")
    anna.locator("#edited-sheet .sheet__text").wait_for()

    assert text_of(anna, "edited-sheet") == EDIT
    assert text_of(anna, "original-sheet") == LETTER
    heard = [" ".join(text.split()) for text in anna.locator("#changes-sheet :is(del, ins)").all_inner_texts()]
    assert heard == ["Taken out: on Elm Street End of the change.", "Added: far away End of the change."]


def test_a_new_draft_begins_with_her_own_words(chromium, demo_server):
    letter = letter_of(chromium, demo_server, "Anna", LETTER)
    returned(chromium, demo_server, letter)
    with at_home(chromium, demo_server, "Anna") as page:
        go(page, demo_server, f"sent/{letter}")
        page.get_by_test_id("new-draft").click()
        page.wait_for_url("**/write?draft=*")
        expect(page.get_by_test_id("letter")).to_have_value(LETTER)
        assert send(page) != letter


def test_agreeing_repeats_what_it_means_before_it_counts(anna, demo_server, proposal):
    go(anna, demo_server, f"sent/{proposal[0]}")
    anna.get_by_test_id("agree").click()
    expect(anna.locator("#ask-agree")).to_contain_text("exactly these words")
    anna.get_by_role("button", name="Not now").click()
    assert demo_server.act("Mira", "release", proposal[1])[0] == 3

    anna.get_by_test_id("agree").click()
    anna.get_by_test_id("confirm-agree").click()
    expect(anna.get_by_test_id("answered")).to_have_text("You agreed to exactly these words.")
    expect(anna.get_by_test_id("agree")).to_be_hidden()

    anna.reload()
    expect(anna.get_by_test_id("answered")).to_have_text("You agreed to exactly these words.")
    assert demo_server.act("Mira", "release", proposal[1])[0] == 0


def test_disagreeing_lets_nothing_go(chromium, demo_server):
    letter = letter_of(chromium, demo_server, "Anna", LETTER)
    edited = proposed(chromium, demo_server, letter, EDIT)
    with at_home(chromium, demo_server, "Anna") as page:
        go(page, demo_server, f"sent/{letter}")
        page.get_by_test_id("disagree").click()
        page.get_by_test_id("confirm-disagree").click()
        expect(page.get_by_test_id("answered")).to_contain_text("You did not agree")
        go(page, demo_server, "home")
        assert page.locator(f"[data-message='{letter}']").get_attribute("data-state") == "with-mediator"
    code, refused = demo_server.act("Mira", "release", edited)
    assert (code, refused["error"]) == (3, "agreement-missing")
