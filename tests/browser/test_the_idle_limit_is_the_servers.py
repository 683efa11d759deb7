from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, go, sign_in
from tests.support.server import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIMIT = 5  # minutes


@pytest.fixture
def server(demo_var):
    """A programme whose operator wants sessions to end sooner."""
    with served(demo_var, RELAY_LIMITS__IDLE_MINUTES=str(LIMIT)) as server:
        yield server


def test_a_page_warns_two_minutes_before_the_server_ends_the_session_and_then_locks(chromium, server):
    context = chromium.new_context(reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.clock.install()
    sign_in(page, server, server.person("Anna"))
    go(page, server, "account")
    expect(page.locator("html")).to_have_attribute("data-vault", "ready", timeout=PATIENCE)
    page.clock.run_for("02:50")
    expect(page.locator("#idle-warning")).to_be_hidden()
    page.clock.run_for("00:15")
    expect(page.locator("#idle-warning")).to_be_visible()
    page.clock.run_for("02:00")
    page.clock.resume()
    page.wait_for_url("**/en/sign-in?why=idle&next=*")
    context.close()
