from __future__ import annotations

import pytest
from playwright.sync_api import expect

from relay.client.files import text_part
from tests.browser.people import at_home, go
from tests.support.fresh_case import fresh_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def case(server):
    with fresh_case(server) as case:
        yield case


@pytest.fixture
def task(case):
    """A letter that Mira released and Liam handed over, before the case went to Marc."""
    letter = case.nora.send(case.code, [text_part("A question")])
    case.mira.release(letter)
    number = case.liam.pull_task().task
    case.liam.print(letter)
    case.liam.handled(letter, "delivered")
    case.olive.assign(f"case/{case.code}", case.marc.me.card.digest)
    case.marc.take_on(case.code)
    return number


def test_is_sealed_only_after_the_liaison_has_seen_who_it_is_and_said_yes(chromium, server, case, task):
    with at_home(chromium, server, "Liam") as liam:
        go(liam, server, f"tasks/{task}/reply")
        expect(liam.get_by_test_id("new-mediator-name")).to_have_text("Marc")
        expect(liam.locator("#new-mediator-fingerprint")).to_have_text(case.marc.me.card.fingerprint)
        liam.get_by_test_id("letter").fill("He said: yes.")
        liam.get_by_test_id("send").click()
        expect(liam.get_by_test_id("confirm-mediator")).to_be_focused()
        assert sent(case) == []
        liam.get_by_test_id("confirm-mediator").click()
        expect(liam.locator("#new-mediator")).to_be_hidden()
        expect(liam.get_by_test_id("send")).to_be_focused()
        liam.get_by_test_id("send").click()
        liam.get_by_test_id("confirm-send").click()
        expect(liam.locator("[data-view='sent'] h1")).to_be_focused()
    (reply,) = sent(case)
    assert case.marc.open(reply).parts[0].data == b"He said: yes."


def test_shows_nobody_new_where_the_mediator_is_still_the_same(chromium, server, case):
    letter = case.nora.send(case.code, [text_part("A question")])
    case.mira.release(letter)
    task = case.liam.pull_task().task
    with at_home(chromium, server, "Liam") as liam:
        with liam.expect_response("**/api/v1/custody/case/**"):
            go(liam, server, f"tasks/{task}/reply")
        liam.get_by_test_id("letter").fill("He said: yes.")
        liam.get_by_test_id("send").click()
        expect(liam.get_by_test_id("confirm-send")).to_be_visible()
        expect(liam.locator("#new-mediator")).to_be_hidden()


def sent(case):
    """What waits for Marc of this case that Nora did not write."""
    return [item["message"] for item in case.marc.tray() if item["case"] == case.code and item["from"] == "offender"]
