from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from relay.client.files import text_part
from tests.browser.newcomers import joined
from tests.browser.people import at_home
from tests.support.fresh_case import fresh_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def case(demo_server):
    """Nora's case: she sent a letter, and one was passed on to her."""
    with fresh_case(demo_server) as case:
        case.nora.send(case.code, [text_part("What Nora wrote.")])
        letter = case.nora.send(case.code, [text_part("Dear you.")])
        case.mira.release(letter)
        reply = case.liam.reply(pulled(case.liam, letter), [text_part("What came back.")])
        case.mira.release(reply)
        yield case


def pulled(liam, letter):
    while (task := liam.pull_task()) is not None:
        liam.print(task.message)
        liam.handled(task.message, "delivered")
        if task.message == letter:
            return task.task
    raise AssertionError("the letter did not reach the counter")


def test_what_is_lost_is_said_first_and_what_was_passed_on_is_given_again(chromium, demo_server, case):
    address = f"{demo_server.url}/en/invite/{case.mira.http.get(f'/cases/{case.code}')['public_id']}"
    with at_home(chromium, demo_server, "Mira") as mira:
        mira.goto(address)
        mira.get_by_test_id("back").locator("summary").click()
        mira.get_by_test_id("make-back").click()
        expect(mira.locator("#error-summary")).to_be_focused()
        mira.get_by_test_id("back-party").check()
        expect(mira.get_by_test_id("loss")).to_contain_text(
            "what you wrote to them about their letters (1), can be given to the new key, by you"
        )
        mira.get_by_test_id("back-known").check()
        mira.get_by_test_id("back-en").check()
        mira.get_by_test_id("make-back").click()
        shown = mira.locator("[data-paper]:not([hidden]) [data-link]")
        expect(shown).to_contain_text("/join#")
        with joined(chromium, shown.inner_text(), "Nora again") as nora:
            mira.reload()
            mira.get_by_role("button", name="Confirm Nora again").click()
            mira.get_by_test_id("confirm-person").click()
            expect(mira.get_by_test_id("again-list")).to_contain_text("Nora again: 1 given to the earlier key.")
            mira.get_by_test_id("regrant").click()
            expect(mira.get_by_test_id("again-fingerprint")).to_have_text(re.compile(r"^(\d{5} ){5}\d{5}$"))
            expect(mira.get_by_test_id("again-by")).to_contain_text("Mira")
            mira.get_by_test_id("confirm-again").click()
            expect(mira.get_by_test_id("again-said")).to_have_text("Nora again has again what was given before (1).")
            expect(mira.get_by_test_id("regrant")).to_have_count(0)
            nora.reload()
            expect(nora.locator("[data-state='with-mediator']")).to_have_count(1)
            expect(nora.locator("[data-state='passed-on']")).to_have_count(1)
            nora.locator("[data-state='offered'] a").click()
            nora.get_by_test_id("read-now").click()
            expect(nora.locator("#sheet")).to_contain_text("What came back.")
    assert case.nora.http.get("/session")["signed_in"] is False


def test_an_officer_invites_again_too_and_is_told_who_gives(chromium, demo_server, case):
    address = f"{demo_server.url}/en/invite/{case.olive.http.get(f'/cases/{case.code}')['public_id']}"
    with at_home(chromium, demo_server, "Olive") as olive:
        olive.goto(address)
        olive.get_by_test_id("back").locator("summary").click()
        olive.get_by_test_id("back-party").check()
        expect(olive.get_by_test_id("loss")).to_contain_text("by their mediator")
        olive.get_by_test_id("back-known").check()
        olive.get_by_test_id("back-fr").check()
        olive.get_by_test_id("make-back").click()
        shown = olive.locator("[data-paper]:not([hidden]) [data-link]")
        with joined(chromium, shown.inner_text().replace("/fr/", "/en/"), "Nora again"):
            olive.reload()
            olive.get_by_role("button", name="Confirm Nora again").click()
            olive.get_by_test_id("confirm-person").click()
            expect(olive.get_by_test_id("invitations-said")).not_to_be_empty()
            expect(olive.get_by_test_id("again-list").locator("li")).to_have_count(0)
    assert case.mira.http.get(f"/cases/{case.code}")["parties"]
    with at_home(chromium, demo_server, "Mira") as mira:
        mira.goto(address)
        mira.get_by_test_id("regrant").click()
        expect(mira.get_by_test_id("again-by")).to_contain_text("Olive")
        mira.get_by_test_id("confirm-again").click()
        expect(mira.get_by_test_id("again-said")).to_contain_text("(1)")


def test_a_case_is_found_by_its_code(chromium, demo_server, case):
    for who in ("Mira", "Olive"):
        with at_home(chromium, demo_server, who) as page:
            page.get_by_test_id("find-case").click()
            expect(page.locator("#case-code")).to_be_focused()
            page.get_by_test_id("case-code").fill("NO-SUCH-CASE")
            page.get_by_test_id("find-case").click()
            expect(page.locator("#case-code-error")).to_contain_text("No case of yours")
            page.get_by_test_id("case-code").fill(case.code.lower())
            page.get_by_test_id("find-case").press("Enter")
            expect(page.get_by_role("heading", level=1)).to_have_text(case.code)
            assert case.code not in page.url
