from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import at_home, wait_saved, write
from tests.browser.vaults import ask

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def end_this_session(page):
    """End it from elsewhere: another device of hers."""
    current = next(own for own in ask(page, "sessions")["sessions"] if own["current"])
    ask(page, "endSession", id=current["id"])


def test_signing_in_again_in_place_loses_nothing_and_saves_it(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as page:
        write(page, demo_server, "First half")
        end_this_session(page)
        page.get_by_test_id("letter").press_sequentially(", second half")
        dialog = page.locator("#sign-in-again")
        expect(dialog.get_by_test_id("sign-in-name")).to_be_focused()
        anna = demo_server.person("Anna")
        dialog.get_by_test_id("sign-in-name").fill(anna["sign_in"])
        dialog.get_by_test_id("passphrase").fill("not these words")
        dialog.get_by_test_id("sign-in").click()
        expect(page.locator("#sign-in-again-error")).to_contain_text("not right")
        dialog.get_by_test_id("passphrase").fill(anna["passphrase"])
        dialog.get_by_test_id("sign-in").click()
        expect(dialog).to_be_hidden()
        expect(page.get_by_test_id("letter")).to_have_value("First half, second half")
        wait_saved(page)
        page.reload()
        expect(page.get_by_test_id("letter")).to_have_value("First half, second half")


def test_another_tab_opens_without_the_passphrase_and_signing_out_there_ends_both(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as page:
        write(page, demo_server, "In the first tab")
        other = page.context.new_page()
        other.goto(f"{demo_server.url}/en/account")
        expect(other.locator("html")).to_have_attribute("data-vault", "ready")
        other.get_by_test_id("sign-out").click()
        other.wait_for_url("**/en/")
        page.wait_for_url("**/en/")
        assert page.context.cookies() == []
        assert page.evaluate("() => sessionStorage.length") == 0
