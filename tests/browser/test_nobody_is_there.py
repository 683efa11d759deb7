from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, sign_in, wait_saved

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "Words of a long evening"


@pytest.fixture
def writing(chromium, demo_server):
    """Anna writes, on a clock that a test may move."""
    context = chromium.new_context(reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.clock.install()
    sign_in(page, demo_server, demo_server.person("Anna"))
    page.goto(f"{demo_server.url}/en/write")
    page.get_by_test_id("letter").fill(WORDS)
    page.clock.run_for(2000)
    wait_saved(page)
    yield page
    context.close()


def test_a_warning_comes_and_one_press_stays_where_she_was(writing):
    writing.get_by_test_id("letter").focus()
    writing.clock.run_for("18:01")
    expect(writing.get_by_test_id("stay")).to_be_focused()
    writing.keyboard.press("Enter")
    expect(writing.locator("#idle-warning")).to_be_hidden()
    expect(writing.get_by_test_id("letter")).to_be_focused()
    writing.clock.run_for("17:00")
    expect(writing.locator("#idle-warning")).to_be_hidden()
    expect(writing.get_by_test_id("letter")).to_have_value(WORDS)


def test_after_twenty_minutes_it_locks_and_signing_in_brings_every_word_back(writing, demo_server):
    writing.get_by_test_id("letter").press_sequentially(", and more")
    writing.clock.run_for("20:01")
    writing.clock.resume()
    writing.wait_for_url("**/en/sign-in?why=idle&next=*")
    assert writing.evaluate("() => sessionStorage.length") == 0
    assert not writing.request.get(f"{demo_server.url}/api/v1/session").json()["signed_in"]
    anna = demo_server.person("Anna")
    writing.get_by_test_id("sign-in-name").fill(anna["sign_in"])
    writing.get_by_test_id("passphrase").fill(anna["passphrase"])
    writing.get_by_test_id("sign-in").click()
    expect(writing.get_by_test_id("letter")).to_have_value(f"{WORDS}, and more", timeout=PATIENCE)


def test_it_locks_also_while_the_last_words_are_still_on_their_way(writing):
    held = []
    writing.context.route("**/api/v1/drafts/*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks its handlers: no builtin
    writing.get_by_test_id("letter").press_sequentially(", and more")
    writing.clock.run_for("20:01")
    expect(writing.locator("#main")).to_be_hidden()
    expect(writing.locator("#idle-warning")).to_be_hidden()
    for route in held:
        route.continue_()
    writing.context.unroute("**/api/v1/drafts/*")
    writing.clock.resume()
    writing.wait_for_url("**/en/sign-in?why=idle&next=*")
    assert writing.evaluate("() => sessionStorage.length") == 0
