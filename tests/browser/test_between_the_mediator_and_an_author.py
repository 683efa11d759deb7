from __future__ import annotations

import pytest
from playwright.sync_api import expect

from relay.client.files import text_part
from tests.browser.people import at_home, empty_counter, go, hand_over, take_task
from tests.support.server import CASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "Dear you,\n\nI live at 12 Elm Street now.\n\nA."
WITHOUT = "Dear you,\n\nI live far away now.\n\nA."


@pytest.fixture
def letter(server):
    """A letter of Anna's, new in Mira's tray, while nothing waits at the counter; its id."""
    empty_counter(server)
    with server.signed_in("Anna") as anna:
        return anna.send(CASE, [text_part(WORDS)])


def open_review(page, server, message):
    go(page, server, f"review/{message}")
    expect(page.locator("#sheet .sheet__text")).to_have_text(WORDS)


def propose(page, server, letter):
    open_review(page, server, letter)
    page.get_by_test_id("edited").fill(WITHOUT)
    page.get_by_test_id("propose").click()
    page.get_by_test_id("confirm-propose").click()
    expect(page.locator("#review")).to_have_attribute("data-state", "proposed")


def test_a_letter_goes_back_with_a_few_words_and_its_author_reads_both(chromium, server, letter):
    with at_home(chromium, server, "Mira") as page:
        open_review(page, server, letter)
        page.get_by_test_id("return").click()
        page.get_by_test_id("guidance").fill("Please leave out where you live.")
        page.get_by_test_id("confirm-return").click()
        expect(page.locator("#review")).to_have_attribute("data-state", "returned")
        expect(page.get_by_test_id("hold")).to_have_count(0)
    with server.signed_in("Anna") as anna:
        read = anna.open(letter)
        assert text_of(read) == WORDS


def test_nothing_is_returned_without_a_word(chromium, server, letter):
    with at_home(chromium, server, "Mira") as page:
        open_review(page, server, letter)
        page.get_by_test_id("return").click()
        page.get_by_test_id("confirm-return").click()
        expect(page.get_by_test_id("trouble")).to_contain_text("a few words")
        expect(page.locator("#review")).to_have_attribute("data-state", "reading")


def test_only_what_its_author_agreed_to_goes_on(chromium, server, letter):
    with at_home(chromium, server, "Mira") as page:
        propose(page, server, letter)
        expect(page.get_by_test_id("release")).to_have_count(0)
        assert server.act("Anna", "agree", letter)[0] == 0
        page.reload()
        expect(page.locator("#review")).to_have_attribute("data-state", "agreed")
        page.get_by_test_id("release").click()
        expect(page.locator("#sendable")).to_be_visible()
        assert page.locator("#sheet .sheet__text").inner_text() == WITHOUT
        page.get_by_test_id("confirm-release").click()
        expect(page.get_by_test_id("released")).to_be_visible()
    with at_home(chromium, server, "Liam") as page:
        take_task(page, server)
        assert page.locator("#sheet .sheet__text").inner_text() == WITHOUT
        hand_over(page)


def test_what_she_does_not_agree_to_is_not_passed_on_but_her_own_words_may_be(chromium, server, letter):
    with at_home(chromium, server, "Mira") as page:
        propose(page, server, letter)
        assert server.act("Anna", "disagree", letter)[0] == 0
        page.reload()
        expect(page.locator("#review")).to_have_attribute("data-state", "disagreed")
        page.get_by_test_id("release").click()
        expect(page.locator("#sendable")).to_be_visible()
        assert page.locator("#sheet .sheet__text").inner_text() == WORDS


def test_a_page_that_waits_too_long_says_that_something_changed(chromium, server, letter):
    with at_home(chromium, server, "Mira") as page:
        open_review(page, server, letter)
        assert server.act("Anna", "withdraw", letter)[0] == 0
        page.get_by_test_id("decline").click()
        page.get_by_test_id("confirm-decline").click()
        expect(page.get_by_test_id("trouble")).to_be_visible()
        page.reload()
        expect(page.get_by_test_id("state")).to_contain_text("Withdrawn")


def text_of(opened):
    return next(part.data.decode() for part in opened.parts)
