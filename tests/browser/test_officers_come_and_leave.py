"""Two officers: the second gets the office's desk, signs again for the first, and goes on without her."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, go, sign_in
from tests.support.officers import end_officer, further_officer
from tests.support.server import CASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CODE = "RO-2026-0200"
SHEET = "Vera, 555 0199; never phone after six."


@pytest.fixture(scope="module")
def omar(server):
    """Omar, as demo.json would list him; the root endorsed him."""
    with further_officer(server, "Omar") as (client, passphrase):
        person = {"lang": "en", "sign_in": "omar", "passphrase": passphrase, "name": "Omar"}
        yield person, client


def office(page):
    return page.locator("[data-desk='office']")


def test_omar_gets_the_office_from_olive_signs_for_her_and_works_on_when_she_left(chromium, server, omar):
    person, client = omar
    with a_browser(chromium) as his:
        sign_in(his, server, person)
        expect(his.get_by_test_id("unsound")).to_contain_text("The office: Omar came since")
        go(his, server, "staff")
        expect(office(his)).to_contain_text("The office: Omar came since, and cannot open what comes there yet.")
        prepares(his)
        expect(his.get_by_test_id("staff-said")).to_contain_text("But wait before Olive's key is ended")

        with a_browser(chromium) as hers:
            with network_gone_after(hers, server, 0):  # at home she would give it without a word
                sign_in(hers, server, server.person("Olive"))
            with network_gone_after(hers, server, 1):  # signed for, not shared
                go(hers, server, "staff")
                hers.get_by_test_id("add-desk").click()
            go(hers, server, "staff")
            expect(office(hers)).to_contain_text("The office: Omar came since, and cannot open what comes there yet.")
            hers.get_by_test_id("share-desk").click()
            expect(office(hers)).to_have_count(0)
            gone = next(card for card in client.trust.roster().all_standing("officer") if card.name == "Olive")
        prepares(his)
        expect(his.get_by_test_id("staff-said")).to_contain_text("Now Olive's key can be ended with the root key.")

        end_officer(server, gone)
        his.reload()
        expect(office(his)).to_contain_text("Give it to those who are left: Omar.")
        office(his).get_by_role("button", name="Give it to those who are left").click()
        expect(office(his)).to_have_count(0)
        expect(his.get_by_test_id("desks")).to_have_count(0)  # nothing that she signed for is left to be done
        enters_case(his, server)
        with server.signed_in("Mira") as mira:
            mira.take_on(CODE)
            passes_sheet_on(his, server)
            assert SHEET in mira.sheet(CODE)
        assert client.sheet(CASE)  # what was sealed before she left


@contextmanager
def a_browser(chromium):
    with chromium.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce") as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


@contextmanager
def network_gone_after(page, server, entries):
    """Let a device write so many entries about the office's desk, and no more; it must try within, and then leaves."""
    left = iter(range(entries))

    def pass_on(route):
        if route.request.method != "POST" or next(left, None) is not None:
            route.continue_()
        else:
            route.abort()

    page.context.route("**/custody/office", pass_on)
    with page.expect_event("requestfailed", lambda request: request.method == "POST"):
        yield
    go(page, server, "account")  # else the page that was left would try again
    page.context.unroute_all()


def prepares(page):
    hers = page.get_by_test_id("staff").locator("li").filter(has_text=re.compile("Olive"))
    hers.get_by_test_id("prepare-officer").click()
    page.get_by_test_id("confirm-prepare").click()
    expect(page.get_by_test_id("staff-said")).to_contain_text("You signed again for everybody Olive signed for")


def enters_case(page, server):
    go(page, server, "cases/new")
    page.get_by_test_id("case-code").fill(CODE)
    page.get_by_test_id("institution").select_option("WARK-2")
    page.get_by_test_id("lang-en").check()
    page.get_by_test_id("sheet-person").fill(SHEET)
    page.get_by_test_id("mediator").select_option(label="Mira")
    page.get_by_test_id("invite-later").check()
    page.get_by_test_id("create-case").click()
    page.wait_for_url("**/cases/*")
    expect(page.get_by_test_id("mediator-name")).to_have_text("Mira")


def passes_sheet_on(page, server):
    go(page, server, "home")
    page.get_by_test_id("to-brief").filter(has_text=CODE).get_by_role("link").click()
    page.get_by_test_id("brief").click()
    expect(page.get_by_test_id("brief")).to_have_count(0)
