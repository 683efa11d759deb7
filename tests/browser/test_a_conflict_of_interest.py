from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import at_home

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CODE = "RO-2026-0200"


@pytest.fixture
def assigned(demo_server):
    """A new case, assigned to Mira; its opaque address."""
    with demo_server.signed_in("Olive") as olive, demo_server.signed_in("Mira") as mira:
        return olive.create_case(CODE, "WARK-2", langs=["en"], mediator=mira.me.card.digest)["public_id"]


def test_a_mediator_declares_it_and_the_office_assigns_somebody_else(chromium, demo_server, assigned):
    with at_home(chromium, demo_server, "Mira") as mira:
        mira.goto(f"{demo_server.url}/en/cases/{assigned}")
        mira.get_by_test_id("conflict").click()
        mira.get_by_test_id("confirm-conflict").click()
        expect(mira.locator("#conflict-recorded")).to_contain_text("somebody else")
        mira.reload()
        expect(mira.get_by_test_id("take-on")).to_be_hidden()
        with at_home(chromium, demo_server, "Olive") as olive:
            olive.goto(f"{demo_server.url}/en/cases/{assigned}")
            expect(olive.get_by_test_id("conflict")).to_contain_text("Mira")
            assert "Mira" not in olive.get_by_test_id("mediator").inner_text()
            olive.get_by_test_id("assign").click()
            expect(olive.locator("#error-summary")).to_be_focused()
            olive.get_by_test_id("mediator").select_option(label="Marc")
            olive.get_by_test_id("assign").click()
            expect(olive.get_by_test_id("mediator-name")).to_have_text("Marc")
        assert mira.goto(f"{demo_server.url}/en/cases/{assigned}").status == 404
