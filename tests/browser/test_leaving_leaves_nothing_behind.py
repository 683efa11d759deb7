from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import at_home, go, wait_saved
from tests.support.server import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "what nobody else in this room may see"
ELSEWHERE = "/static/icon.svg"
KEPT = """async () => [
  ...Object.values(sessionStorage), ...Object.values(localStorage),
  ...(await indexedDB.databases()).map(({ name }) => name), ...(await caches.keys()),
]"""


@pytest.fixture(scope="module")
def server(demo_var):
    """A server whose way out leads to a picture of its own: there is no other site here."""
    with served(demo_var, RELAY_LEAVE_TO=ELSEWHERE) as server:
        yield server


@pytest.fixture
def writing(chromium, server):
    """Anna, in the middle of a saved sentence."""
    with at_home(chromium, server, "Anna") as page:
        go(page, server, "write")
        page.get_by_test_id("letter").fill(WORDS)
        wait_saved(page)
        yield page


def asks_who_one_is(page, server):
    page.goto(f"{server.url}/en/home")
    return page.get_by_test_id("passphrase").is_visible()


def leave_by_link(page):
    page.get_by_test_id("exit").click()


def leave_by_keys(page):
    for _ in range(3):
        page.keyboard.press("Shift")


def leave_from_a_dialog(page):
    page.get_by_test_id("delete-draft").click()
    page.locator("dialog[open] [data-leave]").click()


def leave_past_a_dialog(page):
    """The page's own exit is seen behind the dialog, and a hand in a hurry goes there."""
    page.get_by_test_id("delete-draft").click()
    page.get_by_test_id("exit").click(force=True)


@pytest.mark.parametrize("leave", [leave_by_link, leave_by_keys, leave_from_a_dialog, leave_past_a_dialog])
def test_nothing_comes_back_with_back_and_the_session_is_over(writing, server, leave):
    leave(writing)
    writing.wait_for_url(f"**{ELSEWHERE}")
    for _ in range(3):
        writing.go_back()
        assert WORDS not in writing.content()
    assert asks_who_one_is(writing, server)


def test_nothing_stays_in_what_the_browser_keeps(writing, server):
    assert writing.evaluate(KEPT) != []
    writing.get_by_test_id("exit").click()
    writing.wait_for_url(f"**{ELSEWHERE}")
    writing.goto(f"{server.url}/en/")
    assert writing.evaluate(KEPT) == []
    assert writing.context.cookies() == []


def test_another_tab_is_signed_out_with_it(writing, server):
    other = writing.context.new_page()
    other.goto(f"{server.url}/en/home")
    other.locator("html[data-vault=ready]").wait_for()
    writing.get_by_test_id("exit").click()
    writing.wait_for_url(f"**{ELSEWHERE}")
    assert asks_who_one_is(other, server)


def test_leaving_in_one_tab_leaves_in_every_tab(writing, server):
    other = writing.context.new_page()
    other.goto(f"{server.url}/en/account")
    expect(other.locator("html")).to_have_attribute("data-vault", "ready")
    other.get_by_test_id("exit").click()
    for tab in (other, writing):
        tab.wait_for_url(f"**{ELSEWHERE}")
    assert writing.context.cookies() == []
