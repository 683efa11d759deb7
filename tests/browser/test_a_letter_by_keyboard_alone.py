from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import press, reach
from tests.browser.people import PATIENCE, at_home, go, wait_saved

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_she_writes_checks_and_sends_without_a_mouse(chromium, server):
    person = server.person("Anna")
    context = chromium.new_context(reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{server.url}/en/sign-in")
    reach(page, "sign-in-name")
    page.keyboard.type(person["sign_in"])
    reach(page, "passphrase")
    page.keyboard.type(person["passphrase"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/home")
    go(page, server, "write")
    reach(page, "letter")
    page.keyboard.type("Dear you,\n\nby keyboard.")
    wait_saved(page)
    press(page, "keep", " ")
    press(page, "send")
    expect(page.locator("[data-view='check'] h1")).to_be_focused()
    press(page, "confirm-send")
    expect(page.locator("[data-view='sent'] h1")).to_be_focused()
    press(page, "go-home")
    page.wait_for_url("**/home")
    letter = page.locator("[data-state='with-mediator']").first.get_attribute("data-message")
    context.close()
    assert server.act("Mira", "open", letter)[0] == 0
    assert server.act("Mira", "release", letter)[0] == 0
    hand_over_by_keyboard(chromium, server)


def hand_over_by_keyboard(chromium, server):
    """Liam prints and records what Anna wrote, without a mouse."""
    with at_home(chromium, server, "Liam") as page:
        press(page, "task")
        page.wait_for_url("**/tasks/*")
        page.locator("#sheet .sheet__text").wait_for()
        press(page, "print")
        press(page, "printed")
        press(page, "delivered")
        page.get_by_test_id("reply").wait_for()
