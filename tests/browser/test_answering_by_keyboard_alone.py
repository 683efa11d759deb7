from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import press
from tests.browser.people import at_home, go
from tests.browser.vaults import letter_of, proposed

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_she_agrees_and_then_withdraws_without_a_mouse(chromium, demo_server):
    letter = letter_of(chromium, demo_server, "Anna", "I live on Elm Street.")
    proposed(chromium, demo_server, letter, "I live far away.")
    with at_home(chromium, demo_server, "Anna") as page:
        go(page, demo_server, f"sent/{letter}")
        page.locator("#answer").wait_for()
        press(page, "agree")
        press(page, "confirm-agree")
        expect(page.get_by_test_id("answered")).to_have_text("You agreed to exactly these words.")
        expect(page.get_by_test_id("answered")).to_be_focused()
        press(page, "withdraw")
        press(page, "confirm-withdraw")
        expect(page.locator("#letter")).to_have_attribute("data-state", "withdrawn")
