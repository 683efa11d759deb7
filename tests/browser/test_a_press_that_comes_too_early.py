"""A phone on a slow line: people press and type before the page's modules have come; nothing of it is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from relay.client.files import text_part
from tests.browser.people import PATIENCE, at_home, late, wait_saved, write
from tests.support.server import CASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIGN_IN, WRITE = (f"**/js/pages/{module}.js" for module in ("sign_in", "write"))
DRAFT, DRAFTS = "**/api/v1/drafts/*", "**/api/v1/drafts*"
LISTEN = """() => {
  const { dataset } = document.documentElement;
  for (const type of ["input", "change"]) {
    document.addEventListener(type, () => (dataset.told = `${dataset.told ?? ""}${type} `));
  }
}"""


def test_signing_in_waits_until_it_can_be_done_and_is_done_once(page, demo_server):
    page.context.set_default_timeout(PATIENCE)
    anna = demo_server.person("Anna")
    asked = []
    page.context.on("request", lambda request: asked.append((request.method, request.url.rpartition("/")[2])))
    with late(page, SIGN_IN):
        page.goto(f"{demo_server.url}/en/sign-in", wait_until="commit")
        page.get_by_test_id("sign-in-name").fill(anna["sign_in"])
        page.get_by_test_id("passphrase").fill(anna["passphrase"])
        page.get_by_test_id("passphrase").press("Enter")
        page.get_by_test_id("sign-in").click()
        assert page.url == f"{demo_server.url}/en/sign-in"
    page.wait_for_url("**/home")
    assert asked.count(("POST", "sign-in")) == 1


def test_what_is_typed_before_is_saved(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as anna:
        with late(anna, WRITE):
            anna.goto(f"{demo_server.url}/en/write", wait_until="commit")
            anna.get_by_test_id("letter").fill("Dear you, before anything was here.")
        wait_saved(anna)
        anna.reload()
        wait_saved(anna)
        expect(anna.get_by_test_id("letter")).to_have_value("Dear you, before anything was here.")


def test_all_that_happened_in_a_field_is_told(page, demo_server):
    page.context.set_default_timeout(PATIENCE)
    with late(page, SIGN_IN):
        page.goto(f"{demo_server.url}/en/sign-in", wait_until="commit")
        page.get_by_test_id("sign-in-name").press_sequentially("anna")
        page.get_by_test_id("passphrase").focus()  # leaving the first field is a change of it
        page.evaluate(LISTEN)
    expect(page.locator("html")).to_have_attribute("data-told", "input change ")


def test_a_letter_that_is_still_on_its_way_from_the_server_is_not_taken_for_none(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as anna:
        write(anna, demo_server, "Dear you, kept on the server.")
        with late(anna, DRAFT):
            anna.reload(wait_until="commit")
            anna.get_by_test_id("send").click()
        expect(anna.locator("#preview")).to_have_text("Dear you, kept on the server.")
        expect(anna.get_by_test_id("confirm-send")).to_be_visible()


@pytest.mark.parametrize("still_on_its_way", [WRITE, DRAFT], ids=["the page's module", "what was kept"])
def test_nothing_is_typed_or_added_where_a_kept_letter_would_write_over_it(chromium, demo_server, still_on_its_way):
    with at_home(chromium, demo_server, "Anna") as anna:
        write(anna, demo_server, "Dear you, kept on the server.")
        with late(anna, still_on_its_way):
            anna.reload(wait_until="commit")
            for field in ("letter", "aside", "add-photo", "keep"):
                expect(anna.get_by_test_id(field)).to_be_disabled()
        wait_saved(anna)
        for field in ("letter", "aside", "add-photo", "keep"):
            expect(anna.get_by_test_id(field)).to_be_enabled()


def test_nothing_is_typed_into_a_copy_that_is_still_on_its_way(chromium, demo_server):
    with demo_server.signed_in("Anna") as anna:
        letter = anna.send(CASE, [text_part("I live on Elm Street.")])
    with at_home(chromium, demo_server, "Mira") as mira:
        with late(mira, DRAFTS):
            mira.goto(f"{demo_server.url}/en/review/{letter}", wait_until="commit")
            expect(mira.get_by_test_id("edited")).to_have_value("I live on Elm Street.")
            expect(mira.get_by_test_id("edited")).to_be_disabled()
        expect(mira.get_by_test_id("edited")).to_be_enabled()


def test_a_choice_made_before_counts(page, demo_server):
    page.context.set_default_timeout(PATIENCE)
    with late(page, SIGN_IN):
        page.goto(f"{demo_server.url}/fr/sign-in", wait_until="commit")
        page.get_by_test_id("sign-in").click()
    expect(page.locator("#error-summary")).to_be_focused()


def test_the_way_out_need_not_wait(page, demo_server):
    with late(page, SIGN_IN):
        page.goto(f"{demo_server.url}/en/sign-in", wait_until="commit")
        with page.expect_request("**/leave"):
            page.get_by_test_id("exit").click()
        page.goto(f"{demo_server.url}/en/sign-in", wait_until="commit")
