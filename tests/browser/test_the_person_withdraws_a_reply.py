from __future__ import annotations

import pytest
from playwright.sync_api import expect

from relay.client.files import text_part
from tests.browser.people import at_home, go
from tests.support.server import CASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def reply(server):
    """A reply that was released to Anna, and the task with which it came."""
    with server.signed_in("Anna") as anna, server.signed_in("Mira") as mira, server.signed_in("Liam") as liam:
        letter = anna.send(CASE, [text_part("Dear you.")])
        mira.release(letter)
        task = liam.pull_task()
        liam.print(letter)
        liam.handled(letter, "delivered")
        reply = liam.reply(task.task, [text_part("I read it.")])
        mira.release(reply)
        return reply, task.task


def withdraw_at_the_counter(page, server, reply, task):
    go(page, server, f"tasks/{task}")
    page.locator(f"[data-withdraw='{reply}']").click()
    page.get_by_test_id("withdraw-written").check()
    page.get_by_test_id("confirm-withdraw").click()
    expect(page.locator(f"[data-message='{reply}']")).to_have_attribute("data-state", "withdrawn")


def test_what_anna_has_not_read_is_not_here_any_more(chromium, server, reply):
    with at_home(chromium, server, "Anna") as anna, at_home(chromium, server, "Liam") as liam:
        go(anna, server, f"here/{reply[0]}")
        withdraw_at_the_counter(liam, server, *reply)
        anna.get_by_test_id("read-now").click()
        expect(anna.locator("[data-status='404']")).to_contain_text("You have done nothing wrong")
        gone = anna.locator("main").inner_html()
        go(anna, server, "read/AAAAAAAAAAAAAAAAAAAAAA")
        assert anna.locator("main").inner_html() == gone, "unknown and withdrawn look the same"
        go(anna, server, "home")
        assert anna.locator(f"[data-message='{reply[0]}']").count() == 0


def test_a_page_that_was_open_says_it_kindly(chromium, server, reply):
    with at_home(chromium, server, "Anna") as anna:
        anna.route("**/api/v1/messages/*", lambda route: withdraw_first(server, reply, route))
        go(anna, server, f"read/{reply[0]}")
        expect(anna.locator("#trouble")).to_contain_text("This is not here any more.")


def withdraw_first(server, reply, route):
    server.act("Liam", "withdraw", reply[0], "--case", CASE, "--how", "spoken")
    route.continue_()


def test_what_she_has_opened_stays_hers(chromium, server, reply):
    with at_home(chromium, server, "Anna") as anna, at_home(chromium, server, "Liam") as liam:
        go(anna, server, f"read/{reply[0]}")
        anna.locator("#sheet .sheet__text").wait_for()
        withdraw_at_the_counter(liam, server, *reply)
        anna.reload()
        expect(anna.locator("#sheet")).to_contain_text("I read it.")
