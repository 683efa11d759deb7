from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from relay.client import statements
from relay.client.files import text_part
from tests.browser.people import at_home, go
from tests.support.fresh_case import fresh_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "Dear you."
REPLY = "I have read it. Thank you for writing."


@pytest.fixture
def case(demo_server):
    """Nora's case, in which Mira meets the offender herself: no desk is named."""
    with fresh_case(demo_server) as case:
        fields = {"party": "offender", "card": "", "desk": ""}
        statements.post(case.olive, [statements.sign(case.olive, "party", case.code, **fields)])
        yield case


@pytest.fixture
def mira(chromium, demo_server):
    with at_home(chromium, demo_server, "Mira") as page:
        yield page


def open_review(page, server, message, words):
    go(page, server, f"review/{message}")
    expect(page.locator("#sheet .sheet__text")).to_have_text(words)


def pass_on(page):
    page.get_by_test_id("release").click()
    expect(page.locator("#sendable")).to_be_visible()
    page.get_by_test_id("confirm-release").click()
    expect(page.get_by_test_id("released")).to_be_visible()


def test_she_prints_it_brings_it_and_records_how_it_reached_them(demo_server, case, mira):
    letter = case.nora.send(case.code, [text_part(WORDS)])
    open_review(mira, demo_server, letter, WORDS)
    pass_on(mira)
    expect(mira.locator(".cover")).to_be_hidden()
    mira.get_by_test_id("hand-over").click()
    expect(mira.locator("#sheet .sheet__text")).to_have_text(WORDS)
    mira.emulate_media(media="print")
    expect(mira.get_by_test_id("delivered")).to_be_hidden()
    expect(mira.locator("#sheet")).to_be_visible()
    mira.emulate_media(media="screen")
    mira.get_by_test_id("delivered").click()
    expect(mira.get_by_test_id("state")).to_contain_text("handed over")
    last = json.loads(case.mira.http.get(f"/ledgers/{case.code}")["entries"][-1]["entry"])
    assert (last["outcome"], last["how"]) == ("delivered", "in-person")


def test_what_was_withdrawn_is_not_brought(demo_server, case, mira):
    letter = case.nora.send(case.code, [text_part(WORDS)])
    case.mira.release(letter)
    open_review(mira, demo_server, letter, WORDS)
    case.nora.withdraw(letter)
    mira.get_by_test_id("delivered").click()
    expect(mira.get_by_test_id("trouble")).to_be_visible()
    mira.reload()
    expect(mira.get_by_test_id("state")).to_contain_text("Withdrawn")
    expect(mira.get_by_test_id("delivered")).to_have_count(0)


def test_what_they_gave_her_is_reviewed_and_passed_on_like_any_letter(demo_server, case, mira):
    go(mira, demo_server, f"cases/{case.mira.http.get(f'/cases/{case.code}')['public_id']}")
    mira.get_by_test_id("given").locator("summary").click()
    mira.get_by_test_id("given-words").fill(REPLY)
    mira.get_by_test_id("take-in").click()
    mira.wait_for_url("**/review/*")
    expect(mira.locator("#sheet .sheet__text")).to_have_text(REPLY)
    expect(mira.get_by_test_id("propose")).to_have_count(0)
    reply = mira.locator("#review").get_attribute("data-message")
    pass_on(mira)
    assert case.nora.read(reply).parts == (text_part(REPLY),)
