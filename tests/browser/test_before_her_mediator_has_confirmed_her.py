from __future__ import annotations

import pytest
from playwright.sync_api import expect

from relay.client.join import Newcomer
from tests.browser.people import PATIENCE, go, sign_in, wait_saved
from tests.support.server import CASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASSPHRASE = "window garden yellow river paper morning"


@pytest.fixture(scope="module")
def newcomer(demo_server):
    """Ada has joined by Mira's invitation; nobody has confirmed her yet."""
    with demo_server.signed_in("Mira") as mira:
        invited = mira.invite("victim", case=CASE, party="victim-77")
        with demo_server.client() as ada:
            ada.join(invited.link, Newcomer("ada", "Ada", PASSPHRASE, lang="en"))
        yield {"sign_in": "ada", "passphrase": PASSPHRASE, "lang": "en", "invitation": invited.id}


@pytest.fixture
def ada(newcomer, demo_server, chromium):
    context = chromium.new_context(reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page, demo_server, newcomer)
    yield page
    context.close()


def test_she_reads_where_confidentiality_ends_before_her_first_letter(ada):
    ada.get_by_test_id("go-write").click()
    ada.wait_for_url("**/before*")
    expect(ada.locator("main")).to_contain_text("A letter here is not a victim statement.")
    ada.get_by_test_id("go-write").click()
    ada.wait_for_url("**/write*")
    ada.get_by_test_id("letter").fill("My first words")
    wait_saved(ada)


def test_what_she_writes_stays_a_draft_and_the_page_says_what_is_awaited(ada, demo_server):
    go(ada, demo_server, "write")
    ada.get_by_test_id("letter").fill("May I begin?")
    wait_saved(ada)
    ada.get_by_test_id("send").click()
    expect(ada.locator("[data-awaiting='party']")).to_be_visible()
    expect(ada.get_by_test_id("confirm-send")).to_be_hidden()
    go(ada, demo_server, "home")
    ada.get_by_test_id("draft-item").first.click()
    wait_saved(ada)
    expect(ada.get_by_test_id("letter")).to_have_value("May I begin?")


def test_her_page_says_so_without_any_alarm(ada):
    expect(ada.get_by_test_id("standing")).to_contain_text("has not confirmed you yet")
    expect(ada.locator("html")).to_have_attribute("data-vault", "ready")
    ada.wait_for_load_state("networkidle")
    expect(ada.get_by_test_id("trouble")).to_be_hidden()


def test_she_cannot_agree_to_anything_yet(ada, demo_server):
    go(ada, demo_server, "consent")
    expect(ada.get_by_test_id("awaiting-party")).to_be_visible()
