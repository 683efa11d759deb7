from __future__ import annotations

import pytest
from playwright.sync_api import expect

from relay.client import send
from relay.client.files import text_part
from tests.browser.people import at_home, go
from tests.support.fresh_case import PARTY, fresh_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def letters(demo_server):
    """Nora's first letter to Mira, and her third; nobody has the second."""
    with fresh_case(demo_server) as case:
        first = case.nora.send(case.code, [text_part("My first.")])
        draft = send.Draft(case.code, PARTY, "letter", [text_part("My third.")], "en")
        third = send.post(case.nora, *case.nora.seal(draft, f"case/{case.code}", seq=3))
        yield first, third


def test_beside_the_letter_that_came_after_it_and_nowhere_else(chromium, demo_server, letters):
    first, third = letters
    with at_home(chromium, demo_server, "Mira") as mira:
        go(mira, demo_server, f"review/{third}")
        expect(mira.get_by_test_id("missing")).to_contain_text("are missing here: 1.")
        go(mira, demo_server, f"review/{first}")
        expect(mira.locator("#author")).to_have_text("Nora")
        expect(mira.get_by_test_id("missing")).to_be_hidden()
