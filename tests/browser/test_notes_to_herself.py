from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import at_home, go, late
from tests.support.fresh_case import fresh_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def case(demo_server):
    with fresh_case(demo_server) as case:
        yield case


@pytest.fixture
def page(chromium, demo_server, case):
    """Mira at a case of her own."""
    with at_home(chromium, demo_server, "Mira") as page:
        go(page, demo_server, f"cases/{case.mira.http.get(f'/cases/{case.code}')['public_id']}")
        yield page


def keep(page, text):
    if page.get_by_test_id("note").is_hidden():
        page.get_by_test_id("write-note").locator("summary").click()
    page.get_by_test_id("note").fill(text)
    page.get_by_test_id("keep-note").click()
    expect(page.get_by_test_id("note")).to_have_value("")


def test_her_notes_come_back_newest_first_ten_at_a_time(page):
    for number in range(12):
        keep(page, f"Note {number}")
    page.reload()
    page.get_by_test_id("open-notes").click()
    notes = page.get_by_test_id("notes").locator("li .sheet__text")
    expect(notes).to_have_text([f"Note {number}" for number in range(11, 1, -1)])
    page.get_by_test_id("more-notes").click()
    expect(notes).to_have_text([f"Note {number}" for number in range(11, -1, -1)])
    expect(page.get_by_test_id("more-notes")).to_be_hidden()


def test_a_note_stands_in_no_list_of_messages(page):
    keep(page, "Call on Monday.")
    expect(page.get_by_test_id("case-message")).to_have_count(0)
    page.reload()
    expect(page.get_by_test_id("case-message")).to_have_count(0)


def test_what_is_typed_while_a_note_is_kept_stays(page):
    page.get_by_test_id("write-note").locator("summary").click()
    page.get_by_test_id("note").fill("Call on Monday.")
    with late(page, "**/api/v1/messages"):
        page.get_by_test_id("keep-note").click()
        page.get_by_test_id("note").press_sequentially(" Or on Tuesday.")
    expect(page.locator("#note-kept")).to_have_text("Your note is kept.")
    expect(page.get_by_test_id("note")).to_have_value("Call on Monday. Or on Tuesday.")


def test_names_to_look_for_are_not_written_over_by_a_press_that_comes_before_them(page):
    page.get_by_test_id("watch-list").fill("Warkworth")
    page.get_by_test_id("keep-watch-list").click()
    expect(page.locator("#watch-kept")).to_contain_text("Kept.")
    with late(page, "**/api/v1/seen"):
        page.reload(wait_until="commit")
        expect(page.get_by_test_id("watch-list")).to_be_disabled()
        page.get_by_test_id("keep-watch-list").click()
    expect(page.locator("#watch-kept")).to_contain_text("Kept.")
    expect(page.get_by_test_id("watch-list")).to_have_value("Warkworth")
    page.reload()
    expect(page.get_by_test_id("watch-list")).to_have_value("Warkworth")
