from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, at_home, go, hand_over, late, take_task
from tests.support.server import CASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def released(server, tmp_path):
    """A letter of Anna's that Mira released."""
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear you,\n\nprinted once.\n")
    _, sent = server.act("Anna", "send", CASE, letter)
    assert server.act("Mira", "release", sent["message"])[0] == 0
    return sent["message"]


@pytest.fixture
def liam(chromium, server):
    with at_home(chromium, server, "Liam") as page:
        yield page


def test_a_task_is_taken_once_and_stays_on_her_list_until_she_records_what_happened(liam, server, released):
    number = take_task(liam, server)
    go(liam, server, "home")
    liam.get_by_test_id("task").click()
    expect(liam.get_by_test_id("no-task")).not_to_be_empty(timeout=PATIENCE)
    line = liam.locator(f"[data-message='{released}']")
    expect(line).to_have_attribute("data-state", "pulled")
    line.get_by_test_id("tray-item").click()
    liam.wait_for_url(f"**/tasks/{number}")
    hand_over(liam)
    go(liam, server, "home")
    expect(line).to_have_attribute("data-state", "delivered")


def test_what_is_printed_is_the_number_the_place_and_the_letter(liam, server, released):
    number = take_task(liam, server)
    assert released not in liam.content().split('id="paper"')[1]
    liam.emulate_media(media="print")
    seen = liam.locator("body").inner_text()
    assert re.sub(r"\s+", " ", seen).strip().endswith("Dear you, printed once.")
    assert number in seen
    for leak in (CASE, "Anna", "Mira", "Liam", "victim", "Relay", "http"):
        assert leak not in seen
    liam.emulate_media(media="screen")
    hand_over(liam)


@pytest.mark.usefixtures("released")
def test_until_printing_is_recorded_nothing_below_it_can_be_pressed_by_mistake(liam, server):
    take_task(liam, server)
    liam.get_by_test_id("print").click()
    outcomes = liam.locator("#step-outcome")
    with late(liam, "**/api/v1/statements"):
        liam.get_by_test_id("printed").click()
        expect(outcomes).to_have_attribute("inert", "")
    expect(liam.get_by_test_id("state")).to_have_text("Printed")
    expect(outcomes).not_to_have_attribute("inert", "")
    liam.get_by_test_id("delivered").click()
    liam.get_by_test_id("reply").wait_for()


def test_what_could_not_be_done_is_recorded_in_those_words(liam, server, released):
    number = take_task(liam, server)
    liam.get_by_test_id("print").click()
    expect(liam.locator("#failed-record")).to_have_text(
        re.compile(rf"task {number}, could not be handed over, \d+ \w+ \d{{4}}\.")
    )
    liam.get_by_test_id("failed").click()
    expect(liam.get_by_test_id("state")).to_have_text("Could not be handed over")
    go(liam, server, "home")
    expect(liam.locator(f"[data-message='{released}']")).to_have_attribute("data-state", "failed")


def test_what_cannot_be_printed_is_recorded_without_printing_it(liam, server, released):
    take_task(liam, server)
    liam.get_by_test_id("not-possible").click()
    expect(liam.get_by_test_id("delivered")).to_be_hidden()
    liam.get_by_test_id("failed").click()
    expect(liam.get_by_test_id("state")).to_have_text("Could not be handed over")
    go(liam, server, "home")
    expect(liam.locator(f"[data-message='{released}']")).to_have_attribute("data-state", "failed")


@pytest.mark.usefixtures("released")
def test_a_key_pressed_twice_records_that_it_is_printed_and_nothing_more(liam, server):
    take_task(liam, server)
    liam.get_by_test_id("print").click()
    expect(liam.get_by_test_id("printed")).to_be_focused()
    liam.keyboard.press("Enter")
    expect(liam.get_by_role("heading", name="Hand it over")).to_be_focused()
    liam.keyboard.press("Enter")
    expect(liam.get_by_test_id("state")).to_have_text("Printed")
    liam.get_by_test_id("delivered").click()
    liam.get_by_test_id("reply").wait_for()


@pytest.mark.usefixtures("released")
def test_a_reply_is_found_by_the_number_on_its_cover_sheet(liam, server):
    number = take_task(liam, server)
    hand_over(liam)
    go(liam, server, "home")
    wrong = str((int(number) + 1) % 1_000_000).zfill(6)
    liam.get_by_test_id("reply-number").fill(wrong)
    liam.get_by_test_id("find-reply").click()
    expect(liam.locator("#error-summary")).to_be_focused()
    liam.get_by_test_id("reply-number").fill(number)
    liam.get_by_test_id("find-reply").click()
    liam.wait_for_url(f"**/tasks/{number}/reply")
    liam.get_by_test_id("letter").fill("He said: I have read it.")
    liam.get_by_test_id("send").click()
    liam.get_by_test_id("confirm-send").click()
    expect(liam.locator("[data-view='sent'] h1")).to_be_focused()
    assert liam.get_by_test_id("letter").input_value() == ""
