from __future__ import annotations

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from relay.client.files import text_part
from tests.browser.keyboard import press
from tests.browser.people import at_home, go, no_wider_than_its_window
from tests.browser.tour import obstacles
from tests.support.server import CASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "Dear you,\n\n<b>why</b> our house?\n\nA."


@pytest.fixture
def letter(demo_server):
    """A letter of Anna's, new in Mira's tray; its id."""
    with demo_server.signed_in("Anna") as anna:
        return anna.send(CASE, [text_part(WORDS)])


@contextmanager
def reading(chromium, server, letter, place="review"):
    """Mira at a letter, opened."""
    with at_home(chromium, server, "Mira") as page:
        go(page, server, f"{place}/{letter}")
        expect(page.locator("#sheet .sheet__text")).to_have_text(WORDS)
        yield page


def state_of(server, letter):
    _, tray = server.act("Mira", "tray")
    return next((item["state"] for item in tray if item["message"] == letter), "")


def public_id(server):
    with server.signed_in("Mira") as mira:
        return mira.http.get(f"/cases/{CASE}")["public_id"]


def test_she_opens_reads_and_passes_on_by_keyboard_alone(chromium, demo_server, letter):
    with at_home(chromium, demo_server, "Mira") as page:
        line = page.locator(f"[data-message='{letter}']")
        expect(line).to_have_attribute("data-state", "sealed")
        line.get_by_test_id("tray-item").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/review/*")
        press(page, "open")
        expect(page.locator("#sheet")).to_be_focused()
        expect(page.locator("#sheet .sheet__text")).to_have_text(WORDS)
        expect(page.locator("#review")).to_have_attribute("data-state", "reading")
        press(page, "release")
        page.wait_for_url("**/release/*")
        expect(page.locator("#sendable")).to_be_visible()
        assert page.locator("#sheet .sheet__text").inner_text() == WORDS
        press(page, "confirm-release")
        expect(page.locator("[data-view='released'] h1")).to_be_focused()
        press(page, "go-home")
        page.wait_for_url("**/home")
        expect(page.locator(f"[data-message='{letter}']")).to_have_count(0)


def test_opening_is_recorded_and_the_facts_are_verified_here(chromium, demo_server, letter):
    with reading(chromium, demo_server, letter) as page:
        expect(page.locator("#author")).to_have_text("Anna")
        expect(page.locator("#custody")).to_have_text("Mira")
        expect(page.locator("#author-fingerprint")).to_contain_text(" ")
        assert state_of(demo_server, letter) == "reading"


def test_she_holds_it_until_a_day_and_takes_it_up_again(chromium, demo_server, letter):
    with reading(chromium, demo_server, letter) as page:
        page.get_by_test_id("hold").click()
        page.get_by_test_id("until").fill("2027-01-31")
        page.get_by_test_id("confirm-hold").click()
        page.wait_for_url("**/home")
        line = page.locator(f"[data-message='{letter}']")
        expect(line).to_have_attribute("data-state", "held")
        expect(line).to_contain_text("Held until 31 January 2027")
        go(page, demo_server, f"cases/{public_id(demo_server)}")
        page.get_by_test_id("show-record").click()
        expect(page.locator("#record")).to_contain_text("Mira holds a message until 31 January 2027")
    assert demo_server.act("Mira", "release", letter)[0] == 0


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_is_due_stands_first_at_every_width_and_is_heard(chromium, demo_server, letter, lang):
    assert demo_server.act("Mira", "hold", letter, "--until", "2025-01-31")[0] == 0
    with at_home(chromium, demo_server, "Mira", width=320) as page:
        page.goto(f"{demo_server.url}/{lang}/home")
        expect(page.locator(".messages [data-message]").first).to_have_attribute("data-message", letter)
        assert no_wider_than_its_window(page)
        assert obstacles(page) == []
    assert demo_server.act("Mira", "decline", letter)[0] == 0


def test_what_she_does_not_pass_on_leaves_her_tray_and_stays_with_the_case(chromium, demo_server, letter):
    with reading(chromium, demo_server, letter) as page:
        page.get_by_test_id("decline").click()
        page.get_by_test_id("confirm-decline").click()
        page.wait_for_url("**/home")
        expect(page.locator(f"[data-message='{letter}']")).to_have_count(0)
        go(page, demo_server, f"cases/{public_id(demo_server)}")
        expect(page.locator(f"[data-message='{letter}']")).to_have_attribute("data-state", "declined")


def test_a_second_tab_that_acts_on_an_old_state_is_told_so(chromium, demo_server, letter):
    with reading(chromium, demo_server, letter, "release") as page:
        expect(page.locator("#sendable")).to_be_visible()
        assert demo_server.act("Mira", "release", letter)[0] == 0
        page.get_by_test_id("confirm-release").click()
        expect(page.get_by_test_id("trouble")).to_contain_text("in the meantime")
        expect(page.locator("[data-problem='state-moved']")).to_be_visible()
        expect(page.get_by_test_id("confirm-release")).to_be_hidden()


def test_consent_taken_back_while_she_looks_stops_the_release(chromium, demo_server, letter):
    with reading(chromium, demo_server, letter, "release") as page:
        expect(page.locator("#sendable")).to_be_visible()
        assert demo_server.act("Mira", "consent", CASE, "offender", "receive", "withdrawn", "--how", "spoken")[0] == 0
        page.get_by_test_id("confirm-release").click()
        expect(page.locator("[data-problem='consent-missing']")).to_be_visible()
        assert demo_server.act("Mira", "consent", CASE, "offender", "receive", "given", "--how", "spoken")[0] == 0
        page.reload()
        page.get_by_test_id("confirm-release").click()
        expect(page.get_by_test_id("released")).to_be_visible()


def test_another_mediator_finds_nothing_there(chromium, demo_server, letter):
    with at_home(chromium, demo_server, "Marc") as page:
        for place in ("review", "release"):
            answer = page.goto(f"{demo_server.url}/en/{place}/{letter}")
            assert answer.status == 404
