"""A letter that came as pictures: the mediator leaves one out and adds words, and its author sees exactly that."""

from __future__ import annotations

import zlib

import pytest
from playwright.sync_api import expect

from relay.client.files import text_part
from relay.protocol.container import Part
from tests.browser.keyboard import press, reach
from tests.browser.people import at_home, go, no_wider_than_its_window
from tests.browser.pictures import chunk
from tests.browser.tour import obstacles
from tests.support.server import CASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ADDED = "I often think of you.\n\nA."


def picture(grey):
    """A page of one colour."""
    header = (300).to_bytes(4) + (200).to_bytes(4) + b"\x08\x00\x00\x00\x00"
    pixels = zlib.compress((b"\x00" + bytes([grey]) * 300) * 200)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return Part("image/png", data)


PAGES = [picture(grey) for grey in (200, 120, 40)]


@pytest.fixture
def letter(demo_server):
    """A letter of Anna's on three pages, without a typed word; its id."""
    with demo_server.signed_in("Anna") as anna:
        return anna.send(CASE, PAGES)


@pytest.fixture
def page(chromium, demo_server, letter):
    """Mira at that letter, opened, in a narrow window."""
    with at_home(chromium, demo_server, "Mira", width=320) as page:
        open_it(page, demo_server, letter)
        yield page


def open_it(page, server, letter):
    go(page, server, f"review/{letter}")
    expect(page.locator("#sheet img")).to_have_count(len(PAGES))
    expect(page.get_by_test_id("leave-out")).to_have_count(len(PAGES))
    expect(page.get_by_test_id("edited")).to_be_editable()


def change(page):
    page.get_by_test_id("leave-out").nth(1).check()
    page.get_by_test_id("edited").fill(ADDED)
    expect(page.get_by_test_id("copy-saved")).to_contain_text("Saved")


def heard(page, sheet):
    """What is said to have changed, as a screen reader says it."""
    expect(page.locator(f"#{sheet} del")).to_have_count(1)
    return [" ".join(text.split()) for text in page.locator(f"#{sheet} :is(del, ins)").all_inner_texts()]


def propose(page):
    page.get_by_test_id("propose").click()
    page.get_by_test_id("confirm-propose").click()
    expect(page.locator("#review")).to_have_attribute("data-state", "proposed")


def test_what_she_leaves_out_and_adds_is_said_and_waits_where_she_left_it(page, demo_server, letter):
    change(page)
    assert heard(page, "difference") == [
        "Added: I often think of you. A. End of the change.",
        "Taken out: Page 2 of 3 End of the change.",
    ]
    open_it(page, demo_server, letter)
    expect(page.get_by_test_id("edited")).to_have_value(ADDED)
    expect(page.get_by_test_id("leave-out").nth(1)).to_be_checked()
    expect(page.get_by_test_id("leave-out").nth(0)).not_to_be_checked()
    page.get_by_test_id("copy-again").click()
    expect(page.get_by_test_id("leave-out").nth(1)).not_to_be_checked()
    expect(page.locator("#changes")).to_be_hidden()


def test_its_author_sees_both_and_exactly_the_agreed_pages_go(chromium, page, demo_server, letter):
    change(page)
    propose(page)
    with at_home(chromium, demo_server, "Anna") as anna:
        go(anna, demo_server, f"sent/{letter}")
        assert heard(anna, "changes-sheet")[1] == "Taken out: Photo 2 End of the change."
        expect(anna.locator("#edited-sheet img")).to_have_count(2)
        expect(anna.locator("#original-sheet img")).to_have_count(3)
    with demo_server.signed_in("Anna") as anna:
        wrote = anna.wrote(letter)
        anna.agree(letter)
    assert list(wrote.original.parts) == PAGES
    assert list(wrote.proposed.parts) == [text_part(ADDED), PAGES[0], PAGES[2]]
    assert demo_server.act("Mira", "release", wrote.edited) == (0, {"state": "released"})


def test_nothing_is_proposed_of_which_nothing_is_left(page):
    for box in page.get_by_test_id("leave-out").all():
        box.check()
    page.get_by_test_id("propose").click()
    page.get_by_test_id("confirm-propose").click()
    expect(page.get_by_test_id("trouble")).to_be_visible()
    expect(page.locator("#review")).to_have_attribute("data-state", "reading")


def test_nothing_is_proposed_to_her_without_a_word(page, demo_server, letter):
    page.get_by_test_id("leave-out").first.check()
    page.get_by_test_id("propose").click()
    page.locator("#propose-words").fill("  ")
    page.get_by_test_id("confirm-propose").click()
    expect(page.get_by_test_id("trouble")).to_contain_text("a few words")
    assert demo_server.act("Anna", "wrote", letter)[0] == 3


def test_words_that_she_adds_are_looked_through_too(page):
    page.get_by_test_id("edited").fill("Call me at 613-555-0123")
    expect(page.locator("[data-flag='phone'] q")).to_have_text("613-555-0123")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_by_keyboard_alone_in_a_narrow_window_and_heard(page, demo_server, letter, lang):
    page.goto(f"{demo_server.url}/{lang}/review/{letter}")
    expect(page.get_by_test_id("edited")).to_be_editable()
    reach(page, "edited")
    page.keyboard.type("A.")
    press(page, "leave-out", "Space")
    expect(page.get_by_test_id("leave-out").first).to_be_checked()
    expect(page.locator("#difference del")).to_have_count(1)
    assert no_wider_than_its_window(page)
    assert obstacles(page) == []
