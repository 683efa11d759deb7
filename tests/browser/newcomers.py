"""People who join with a link, and what somebody does at the office or as a mediator to let them in."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.people import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


@contextmanager
def joined(browser: Browser, link: str, name: str) -> Iterator[Page]:
    """A browser that never was here, whose owner joins with a link and goes to their own page."""
    context = browser.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(link)
    _go_on(page)
    page.get_by_test_id("join-name").fill(name)
    page.get_by_test_id("join-sign-in").fill(f"{name} {secrets.token_hex(4)}")
    _go_on(page)
    expect(page.get_by_test_id("join-words").locator("li")).to_have_count(6)
    _go_on(page)
    page.get_by_test_id("join-skip").click()
    expect(page.get_by_role("heading", name="You have joined")).to_be_focused()
    go_home(page)
    yield page
    context.close()


def go_home(page: Page) -> None:
    """Go to one's own page in English."""
    page.goto(f"{page.url.split('/en/')[0]}/en/home")


def made_link(page: Page) -> str:
    """Make the link that the form on this page asks for, and read it."""
    page.get_by_test_id("make-invitation").click()
    shown = page.locator("[data-paper]:not([hidden]) [data-link]")
    expect(shown).to_contain_text("/join#")
    return shown.inner_text()


def confirm_newcomer(page: Page, name: str, came: str) -> None:
    """From one's own page, go to whoever came, be it to a case or "to work here", and sign for them."""
    page.get_by_test_id("joined").filter(has_text=came).first.get_by_role("link").click()
    page.get_by_role("button", name=f"Confirm {name}").click()
    expect(page.get_by_test_id("confirm-fingerprint")).not_to_be_empty()
    page.get_by_test_id("confirm-person").click()
    expect(page.get_by_test_id("invitations-said")).not_to_be_empty()


def _go_on(page: Page) -> None:
    page.locator("[data-view]:visible [data-testid=join-next]").click()
