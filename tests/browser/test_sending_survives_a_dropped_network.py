from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, at_home, go, send, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SEALED = "**/api/v1/messages"


def test_the_answer_is_lost_and_pressing_again_makes_one_message_of_the_same_bytes(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as page:
        sent = set()
        down = True

        def lose_the_answer(route):
            sent.add(route.request.post_data_buffer)
            if not down:
                return route.continue_()
            route.fetch()
            return route.abort("connectionreset")

        write(page, demo_server, "Sent once, however often I press.")
        page.context.route(SEALED, lose_the_answer)
        page.get_by_test_id("send").click()
        page.get_by_test_id("confirm-send").click()
        expect(page.get_by_test_id("trouble")).to_be_visible(timeout=PATIENCE)
        before = letters(demo_server)
        down = False
        page.get_by_test_id("confirm-send").click()
        page.get_by_test_id("go-home").click()
        page.wait_for_url("**/home")
        assert len(sent) == 1
        assert letters(demo_server) == before


def letters(server):
    """The ids of what lies in Mira's tray."""
    return {item["message"] for item in server.act("Mira", "tray")[1]}


def test_going_back_to_writing_keeps_every_word(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as page:
        write(page, demo_server, "Not quite yet.")
        page.get_by_test_id("send").click()
        page.get_by_test_id("confirm-send").wait_for()
        expect(page.locator("#preview")).to_have_text("Not quite yet.")
        page.go_back()
        expect(page.get_by_test_id("letter")).to_have_value("Not quite yet.")
        expect(page.get_by_test_id("letter")).to_be_focused()


def test_back_after_sending_leads_home(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as page:
        write(page, demo_server, "Gone already.")
        page.get_by_test_id("send").click()
        page.get_by_test_id("confirm-send").click()
        page.get_by_test_id("go-home").wait_for()
        page.go_back()
        expect(page.locator("[data-state='with-mediator']").first).to_be_visible()


def test_an_empty_sheet_is_not_sent(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as page:
        go(page, demo_server, "write")
        page.get_by_test_id("send").click()
        expect(page.locator("#error-summary")).to_be_focused()
        expect(page.get_by_test_id("confirm-send")).to_be_hidden()


def test_a_copy_is_kept_only_if_she_asks(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as page:
        for keep in (False, True):
            write(page, demo_server, f"Kept: {keep}")
            expect(page.get_by_test_id("keep")).not_to_be_checked()
            page.get_by_test_id("keep").set_checked(keep)
            go(page, demo_server, f"sent/{send(page)}")
            expect(page.locator("#copy")).to_have_count(int(keep))
        expect(page.locator("#copy")).to_have_text("Kept: True")
