from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import at_home, empty_counter, go, take_task
from tests.support.fresh_case import PARTY, fresh_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "Nora asked me to tell you that she still has the blue cup."


@pytest.fixture
def case(server):
    """Nora's case, in which both sides agreed to what the mediator carries; nothing waits at the counter."""
    empty_counter(server)
    with fresh_case(server) as case:
        case.nora.consent(case.code, PARTY, "all", given=True, model="relayed")
        case.mira.consent(case.code, "offender", "all", given=True, model="relayed")
        yield case


@pytest.fixture
def page(chromium, server, case):
    """Mira at what she wrote down to carry."""
    with at_home(chromium, server, "Mira") as page:
        go(page, server, f"cases/{case.mira.http.get(f'/cases/{case.code}')['public_id']}")
        page.get_by_test_id("carry").locator("summary").click()
        page.get_by_test_id("carried").fill(WORDS)
        page.get_by_test_id("keep-carried").click()
        page.wait_for_url("**/review/*")
        expect(page.locator("#sheet .sheet__text")).to_have_text(WORDS)
        yield page


def message_of(page):
    return page.locator("#review").get_attribute("data-message")


def look_at_passing_on(page, name):
    page.get_by_test_id("release").filter(has_text=name).click()
    expect(page.locator("#sendable")).to_be_visible()


def test_what_one_side_agreed_to_goes_to_the_other_alone_on_paper(chromium, server, case, page):
    page.get_by_test_id("propose").filter(has_text="Nora").click()
    expect(page.locator("#review")).to_have_attribute("data-state", "proposed")
    expect(page.get_by_test_id("release")).to_have_count(0)
    case.nora.agree(message_of(page))
    page.reload()
    expect(page.locator("#review")).to_have_attribute("data-state", "agreed")
    expect(page.get_by_test_id("release")).to_have_count(1)
    look_at_passing_on(page, "institution")
    page.get_by_test_id("confirm-release").click()
    expect(page.get_by_test_id("released")).to_be_visible()
    with at_home(chromium, server, "Liam") as liam:
        take_task(liam, server)
        expect(liam.locator("#sheet .sheet__text")).to_have_text(WORDS)
        assert server.act("Liam", "handled", page.url.rsplit("/", 1)[1].split("?")[0], "failed")[0] == 0


def test_what_is_said_in_person_waits_for_her_to_record_how(page):
    look_at_passing_on(page, "institution")
    page.get_by_test_id("way-said").check()
    expect(page.locator(".cover")).to_be_hidden()
    page.get_by_test_id("confirm-release").click()
    page.get_by_test_id("hand-over").click()
    page.get_by_test_id("how-read-aloud").check()
    page.get_by_test_id("delivered").click()
    expect(page.get_by_test_id("state")).to_contain_text("handed over")
    expect(page.get_by_test_id("delivered")).to_have_count(0)


def test_an_address_names_no_side(page):
    look_at_passing_on(page, "Nora")
    assert "offender" not in page.url
    assert "victim" not in page.url


def test_her_own_words_are_held_and_nobody_hears_of_them(case, page):
    before = case.nora.http.get("/tray")
    page.get_by_test_id("hold").click()
    page.get_by_test_id("confirm-hold").click()
    page.wait_for_url("**/home")
    assert case.nora.http.get("/tray") == before
