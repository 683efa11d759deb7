"""With new keys she has again what her mediator returned and proposed, and may answer it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from relay.client.files import text_part
from tests.browser.newcomers import joined
from tests.browser.people import at_home
from tests.support.fresh_case import PARTY, fresh_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def case(demo_server):
    """Nora's case: one letter lies returned, of another an edit waits for her answer."""
    with fresh_case(demo_server) as case:
        returned, asked = (case.nora.send(case.code, [text_part(words)]) for words in ("One.", "Two."))
        case.mira.return_letter(returned, "Please say it again.")
        case.mira.propose(asked, [text_part("Two, changed.")], words="Only one word.")
        yield case


def test_both_are_given_in_one_step_and_she_agrees(chromium, demo_server, case):
    address = f"{demo_server.url}/en/invite/{case.mira.http.get(f'/cases/{case.code}')['public_id']}"
    invited = case.mira.invite("victim", case=case.code, party=PARTY)
    with joined(chromium, invited.link, "Nora again") as nora:
        case.mira.confirm(invited.id)
        case.mira.prepared(case.code, PARTY)
        with at_home(chromium, demo_server, "Mira") as mira:
            mira.goto(address)
            expect(mira.get_by_test_id("again-list")).to_contain_text("2 ")
            mira.get_by_test_id("regrant").click()
            mira.get_by_test_id("confirm-again").click()
            expect(mira.get_by_test_id("again-said")).to_contain_text("(2)")
            expect(mira.get_by_test_id("regrant")).to_have_count(0)
        nora.reload()
        lines = nora.locator("[data-state='wrote-to-you']")
        expect(lines).to_have_count(2)
        lines.first.get_by_test_id("sent-item").click()
        expect(nora.locator("#edited-sheet")).to_have_text("Two, changed.")
        expect(nora.locator("#original-sheet")).to_have_text("Two.")
        nora.get_by_test_id("agree").click()
        nora.get_by_test_id("confirm-agree").click()
        expect(nora.get_by_test_id("answered")).to_be_focused()
