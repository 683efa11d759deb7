from __future__ import annotations

import pytest
from playwright.sync_api import expect

from relay.client.files import text_part
from tests.browser.people import at_home, go
from tests.browser.vaults import letter_of, proposed
from tests.support.server import CASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LATE = "Withdrawn wherever it had not yet been read or handed over."


@pytest.fixture
def anna(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as page:
        yield page


def withdraw(page, server, letter):
    go(page, server, f"sent/{letter}")
    page.get_by_test_id("withdraw").click()
    page.get_by_test_id("confirm-withdraw").click()
    expect(page.locator("#letter")).to_have_attribute("data-state", "withdrawn")


def test_the_check_page_says_beforehand_what_cannot_be_undone(anna, demo_server):
    go(anna, demo_server, "write")
    anna.get_by_test_id("letter").fill("Dear you.")
    anna.get_by_test_id("send").click()
    expect(anna.locator("#sendable")).to_contain_text("What was read or handed over by then cannot be undone.")


def test_with_her_mediator_it_is_gone_for_the_mediator_too(chromium, anna, demo_server):
    letter = letter_of(chromium, demo_server, "Anna", "Dear you.")
    withdraw(anna, demo_server, letter)
    expect(anna.get_by_test_id("withdrawn-late")).to_be_hidden()
    expect(anna.get_by_test_id("withdraw")).to_have_count(0)
    code, refused = demo_server.act("Mira", "open", letter)
    assert (code, refused["status"]) == (3, 404)


def test_what_was_proposed_to_her_goes_with_it(chromium, anna, demo_server):
    letter = letter_of(chromium, demo_server, "Anna", "I live on Elm Street.")
    edited = proposed(chromium, demo_server, letter, "I live far away.")
    withdraw(anna, demo_server, letter)
    expect(anna.get_by_test_id("wrote")).to_be_hidden()
    assert demo_server.act("Mira", "open", edited)[0] == 3


def test_after_it_was_passed_on_she_reads_the_one_sentence(chromium, anna, demo_server):
    letter = letter_of(chromium, demo_server, "Anna", "Dear you.")
    assert demo_server.act("Mira", "release", letter)[0] == 0
    withdraw(anna, demo_server, letter)
    expect(anna.get_by_test_id("withdrawn-late")).to_have_text(LATE)


def test_leaving_it_as_it_is_changes_nothing(chromium, anna, demo_server):
    letter = letter_of(chromium, demo_server, "Anna", "Dear you.")
    go(anna, demo_server, f"sent/{letter}")
    anna.get_by_test_id("withdraw").click()
    anna.get_by_role("button", name="Leave it as it is").click()
    anna.reload()
    expect(anna.locator("#letter")).to_have_attribute("data-state", "with-mediator")


def test_everything_at_once(anna, demo_server):
    with demo_server.signed_in("Anna") as client:
        letters = [client.send(CASE, [text_part(said)]) for said in ("One.", "Two.")]
    go(anna, demo_server, "consent")
    anna.get_by_test_id("withdraw").click()
    anna.get_by_test_id("confirm-withdraw").click()
    expect(anna.get_by_test_id("withdrawn")).to_have_text(LATE)
    go(anna, demo_server, "home")
    for letter in letters:
        expect(anna.locator(f"[data-message='{letter}']")).to_have_attribute("data-state", "withdrawn")
