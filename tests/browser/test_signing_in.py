from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def door(page, demo_server):
    page.context.set_default_timeout(PATIENCE)

    def sign_in(address, passphrase=None):
        anna = demo_server.person("Anna")
        page.goto(f"{demo_server.url}{address}")
        page.get_by_test_id("sign-in-name").fill(anna["sign_in"].upper())
        page.get_by_test_id("passphrase").fill(passphrase or f" {anna['passphrase']}  ")
        page.get_by_test_id("sign-in").click()
        return page

    return sign_in


def test_a_passphrase_that_is_not_right_says_so_and_keeps_the_name(door):
    page = door("/fr/sign-in", "six autres mots")
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.get_by_test_id("sign-in-name")).to_have_value("ANNA")
    expect(page.locator("html")).to_have_attribute("data-vault", "locked")


def test_an_address_of_another_site_is_not_followed(door, demo_server):
    page = door("/en/sign-in?next=//elsewhere.example/en/home")
    page.wait_for_url(f"{demo_server.url}/en/home")


def test_the_passphrase_and_the_seed_are_nowhere_in_the_page_or_on_the_wire(page, door, demo_server):
    sent = []
    page.context.on("request", lambda request: sent.append(request.post_data or ""))
    door("/en/sign-in").wait_for_url("**/home")
    passphrase = demo_server.person("Anna")["passphrase"]
    kept = page.evaluate("() => JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)])")
    for word in passphrase.split():
        assert not any(word in body for body in sent)
        assert word not in kept


def test_nothing_typed_asks_for_it(page, demo_server):
    page.goto(f"{demo_server.url}/en/sign-in")
    page.get_by_test_id("sign-in").click()
    expect(page.locator("#error-summary a")).to_have_count(2)
