from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, at_home, go, wait_saved, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def aline(chromium, demo_server):
    with at_home(chromium, demo_server, "Aline") as page:
        yield page


def test_she_takes_back_and_gives_again_her_agreement_to_send(aline, demo_server):
    write(aline, demo_server, "Bonjour,")
    draft = aline.url
    go(aline, demo_server, "consent")
    aline.get_by_test_id("take-back-send").click()
    aline.get_by_test_id("confirm-take-back").click()
    expect(aline.get_by_test_id("consent-send")).to_be_visible()
    expect(aline.get_by_test_id("take-back-receive")).to_be_visible()

    aline.goto(draft)
    wait_saved(aline)
    aline.get_by_test_id("send").click()
    expect(aline.locator("[data-awaiting='consent']")).to_be_visible()
    expect(aline.get_by_test_id("confirm-send")).to_be_hidden()

    go(aline, demo_server, "consent")
    aline.get_by_test_id("consent-send").click()
    expect(aline.get_by_test_id("take-back-send")).to_be_visible()
    aline.goto(draft)
    wait_saved(aline)
    aline.get_by_test_id("send").click()
    expect(aline.get_by_test_id("confirm-send")).to_be_visible()


def test_leaving_it_as_it_is_records_nothing(aline, demo_server):
    go(aline, demo_server, "consent")
    aline.get_by_test_id("take-back-send").click()
    aline.keyboard.press("Escape")
    expect(aline.get_by_test_id("take-back-send")).to_be_visible()
    expect(aline.get_by_test_id("trouble")).to_be_hidden()


def test_she_sees_her_mediators_fingerprint_and_that_she_accepted(aline, demo_server):
    go(aline, demo_server, "consent")
    expect(aline.get_by_test_id("mediator-name")).to_have_text("Marc", timeout=PATIENCE)
    expect(aline.get_by_test_id("mediator-fingerprint")).to_have_text(read_out(demo_server, "Marc"))


def read_out(server, name):
    """What somebody reads out on the phone: the fingerprint of the key on their own card."""
    with server.signed_in(name) as person:
        return person.me.keys.fingerprint
