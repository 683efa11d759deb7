"""A scanner's PDF becomes page images on the device: its pixels, and nothing else of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, at_home, go, send, wait_saved
from tests.browser.pictures import SECRET, drawn, file_of, pdf_file, seen
from tests.support.pdfs import LOCKED, drawing, scanned, written

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OF_THIS_RELEASE = re.compile(r"^/static/v/[0-9a-f]{16}/")
NO_PHOTO = b"\xff\xc0\0\x11\x08\0\x10\0\x10\x03 no photo"


@pytest.fixture
def anna(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as page:
        page.asked = []
        page.on("request", lambda request: page.asked.append(here(request.url.removeprefix(demo_server.url))))
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        go(page, demo_server, "write")
        yield page
        assert page.complaints == []


def here(address):
    """Say where a static file lies in the repository, whatever the release."""
    return OF_THIS_RELEASE.sub("/static/", address)


def choose(page, data):
    page.get_by_test_id("add-photo").set_input_files([pdf_file(data)])


def pictures(page):
    return page.locator("#pictures li")


def loaded_for_pdfs(page):
    return [address for address in page.asked if "/pdf/" in address or "/pdfjs/" in address]


def refused(page, data, sentence):
    choose(page, data)
    expect(page.locator("#add-photo-error")).to_contain_text(sentence, timeout=PATIENCE)
    expect(page.locator("#error-summary")).to_be_focused()
    expect(pictures(page)).to_have_count(0)


def test_each_page_is_a_picture_as_sharp_as_paper_shows_it_upright_and_in_order(anna):
    wide, high = drawn(anna, 400, 300), drawn(anna, 300, 400)
    choose(anna, scanned(wide, high))
    expect(pictures(anna)).to_have_count(2, timeout=PATIENCE)
    shown = [seen(one) for one in anna.locator("#pictures li img").all()]
    assert [(one["width"], one["height"]) for one in shown] == [(2550, 3300)] * 2
    assert shown[0]["corners"] == ["red", "blue", "blue", "red"]


def test_nothing_of_pdf_js_is_loaded_before_a_pdf_is_chosen_and_all_of_it_is_ours(anna):
    anna.get_by_test_id("add-photo").set_input_files([file_of(drawn(anna))])
    expect(pictures(anna)).to_have_count(1, timeout=PATIENCE)
    wait_saved(anna)
    assert loaded_for_pdfs(anna) == []
    choose(anna, scanned(drawn(anna)))
    expect(pictures(anna)).to_have_count(2, timeout=PATIENCE)
    assert "/static/vendor/pdfjs/pdf.mjs" in loaded_for_pdfs(anna)
    assert [address for address in anna.asked if not address.startswith(("/", "blob:"))] == []
    assert [worker.url for worker in anna.workers if "pdf" in worker.url] == []


def test_nothing_of_the_file_but_pixels_is_sent(anna, demo_server):
    choose(anna, scanned(drawn(anna), secret=SECRET))
    expect(pictures(anna)).to_have_count(1, timeout=PATIENCE)
    wait_saved(anna)
    message = send(anna)
    with demo_server.signed_in("Mira") as mira:
        (part,) = mira.open(message).parts
    assert part.type == "image/jpeg"
    for trace in (SECRET, b"PDF", b"Exif", b"secret", b"street"):
        assert trace not in part.data


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.4\nnothing at all", "could not be read"),
        (scanned(NO_PHOTO), "could not be read"),
        (scanned(NO_PHOTO, image="/Width 20000/Height 20000"), "could not be read"),
        (written([b"<</Type/Catalog/Pages 1 0 R>>"]), "could not be read"),
        (scanned(NO_PHOTO, trailer=LOCKED), "is locked"),
    ],
    ids=["no-pdf", "broken-image", "huge-image", "its-own-child", "locked"],
)
def test_a_pdf_that_cannot_be_read_says_so_and_leaves_what_was_there(anna, data, sentence):
    anna.get_by_test_id("letter").fill("Dear you,")
    refused(anna, data, sentence)
    expect(anna.get_by_test_id("letter")).to_have_value("Dear you,")
    wait_saved(anna)


def test_one_broken_page_leaves_the_others_out_too(anna):
    good = drawn(anna)
    refused(anna, scanned(good, NO_PHOTO, good), "Nothing of it was added")


def test_a_cut_off_file_gives_all_of_its_pages_or_none(anna):
    whole = scanned(drawn(anna), drawn(anna, 300, 400))
    refused(anna, whole[: len(whole) * 2 // 3], "could not be read")


def test_more_pages_than_there_is_room_for_are_refused_before_any_is_drawn(anna):
    refused(anna, scanned(*[drawn(anna, 40, 30)] * 31), "has 31 pages, and there is room for 30")


def test_a_sheet_as_large_as_a_wall_is_drawn_no_larger_than_the_limit(anna):
    choose(anna, scanned(drawn(anna), box="0 0 100000 80000"))
    expect(pictures(anna)).to_have_count(1, timeout=PATIENCE)
    shown = seen(pictures(anna).locator("img"))
    assert (shown["width"], shown["height"]) == (3600, 2880)


def test_a_typed_pdf_shows_its_words_in_fonts_of_this_server(anna):
    resources = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    choose(anna, drawing(b"BT /F 200 Tf 0 300 Td (MMMMM) Tj ET", resources=resources))
    expect(pictures(anna)).to_have_count(1, timeout=PATIENCE)
    assert any("/static/vendor/pdfjs/standard_fonts/" in address for address in anna.asked)
