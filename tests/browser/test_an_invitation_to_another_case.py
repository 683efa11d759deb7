from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, no_wider_than_its_window, sign_in
from tests.support.fresh_case import fresh_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def cases(demo_server):
    """Nora's case, and another to which Mira invites her."""
    with fresh_case(demo_server) as own, fresh_case(demo_server) as other:
        yield own, other


def test_she_adds_it_to_the_account_in_which_she_is_signed_in(chromium, demo_server, cases):
    own, other = cases
    invited = other.mira.invite("victim", case=other.code, party="victim-8")
    context = chromium.new_context(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page, demo_server, {"lang": "en", "sign_in": own.name, "passphrase": own.passphrase})
    page.goto(invited.link)
    expect(page.get_by_role("heading", name="You have an account here")).to_be_focused()
    assert no_wider_than_its_window(page)
    page.get_by_test_id("accept-invitation").click()
    expect(page.get_by_role("heading", name="The case was added")).to_be_focused()
    other.mira.confirm(invited.id)
    page.get_by_test_id("go-home").click()
    page.wait_for_url("**/home")
    assert {case["code"] for case in own.nora.http.get("/cases")["cases"]} == {own.code, other.code}
    page.goto(invited.link)  # once more: it was used
    expect(page.get_by_test_id("join-trouble")).not_to_be_empty()
    context.close()


def test_whoever_wants_can_have_another_account(chromium, demo_server, cases):
    own, other = cases
    invited = other.mira.invite("victim", case=other.code, party="victim-8")
    context = chromium.new_context(reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page, demo_server, {"lang": "en", "sign_in": own.name, "passphrase": own.passphrase})
    page.goto(invited.link)
    page.get_by_test_id("join-apart").click()
    expect(page.get_by_role("heading", name="What this is")).to_be_focused()
    context.close()
