"""A described picture's whole road: with the mediator, on the other side's paper; then a reply by PDF."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from relay.client.descriptions import description_part
from relay.client.files import part_of, text_part
from tests.browser.people import PATIENCE, at_home, go, hand_over, take_task
from tests.browser.pictures import drawn, pdf_file, seen
from tests.support.pdfs import scanned
from tests.support.server import CASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = 'Our kitchen; "the blue cup" <b>stands</b> on the sill.'
ANSWER = "The first page of my letter."
INCH = 96  # CSS pixels
WIDTH = "(image) => image.getBoundingClientRect().width"


@pytest.fixture(scope="module")
def pages(chromium, server):
    """Mira, Liam and Anna at their browsers."""
    with (
        at_home(chromium, server, "Mira") as mira,
        at_home(chromium, server, "Liam") as liam,
        at_home(chromium, server, "Anna") as anna,
    ):
        yield {"Mira": mira, "Liam": liam, "Anna": anna}


@pytest.fixture(scope="module")
def letter(pages, server):
    """Anna's letter with a picture of five inches and one of a quarter."""
    wide, small = (part_of(drawn(pages["Mira"], *size)) for size in ((1500, 600), (75, 75)))
    with server.signed_in("Anna") as anna:
        return anna.send(CASE, [text_part("Dear you,"), wide, description_part(WORDS), small])


def shows_it_as_words(sheet):
    expect(sheet.locator("figcaption")).to_have_text(WORDS, timeout=PATIENCE)
    expect(sheet.locator("figure img")).to_have_attribute("alt", WORDS)
    expect(sheet.locator(".sheet__text")).to_have_count(1)
    expect(sheet.locator("b")).to_have_count(0)


def test_the_mediator_sees_what_a_description_says(pages, server, letter):
    mira = pages["Mira"]
    go(mira, server, f"review/{letter}")
    shows_it_as_words(mira.locator("#sheet"))


@pytest.fixture(scope="module")
def task(pages, server, letter):
    with server.signed_in("Mira") as mira:
        mira.release(letter)
    return take_task(pages["Liam"], server)


def test_on_paper_a_picture_stands_with_its_words_no_larger_than_sharp(pages, task):
    liam = pages["Liam"]
    sheet = liam.locator("#sheet")
    shows_it_as_words(sheet)
    liam.emulate_media(media="print")
    wide, small = (image.evaluate(WIDTH) for image in sheet.locator("img").all())
    liam.emulate_media(media="screen")
    assert wide == pytest.approx(5 * INCH, abs=1)
    assert small == pytest.approx(INCH / 4, abs=1)
    assert task.isdigit()


def test_a_reply_by_pdf_reaches_her_page_by_page_with_its_words(pages, server, task):
    liam = pages["Liam"]
    hand_over(liam)
    liam.get_by_test_id("reply").click()
    liam.wait_for_url("**/reply")
    liam.get_by_test_id("add-pages").set_input_files([pdf_file(scanned(drawn(liam, 300, 400), drawn(liam, 400, 300)))])
    taken = liam.get_by_test_id("pages").locator("li")
    expect(taken).to_have_count(2, timeout=PATIENCE)
    taken.nth(0).get_by_role("textbox").fill(ANSWER)
    liam.get_by_test_id("send").click()
    liam.get_by_test_id("confirm-send").click()
    liam.get_by_test_id("go-home").wait_for()
    with server.signed_in("Mira") as mira:
        reply = next(item["message"] for item in mira.tray() if item.get("from") == "offender")
        mira.release(reply)
    anna = pages["Anna"]
    go(anna, server, f"read/{reply}")
    expect(anna.locator("#sheet figcaption")).to_have_text(ANSWER, timeout=PATIENCE)
    images = anna.locator("#sheet img")
    expect(images.nth(1)).to_have_attribute("alt", "Page 2 of 2")
    assert [seen(image)["height"] for image in images.all()] == [3300, 3300]
    assert task
