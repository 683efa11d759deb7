"""What cannot be added says what to do instead; what was there stays."""

from __future__ import annotations

import zlib

import pytest
from playwright.sync_api import expect

from relay.client.pictures import PNG_SIGNATURE
from tests.browser.people import PATIENCE, at_home, go, wait_saved
from tests.browser.pictures import chunk, drawn, file_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOISE = """
({width, height}) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  for (let i = 0, seed = 1; i < words.length; i++) words[i] = (seed = (seed * 1664525 + 1013904223) | 0) | 0xff000000;
  context.putImageData(image, 0, 0);
  return canvas.toDataURL("image/jpeg", 1).split(",")[1];
}
"""


@pytest.fixture
def anna(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as page:
        go(page, demo_server, "write")
        yield page


def pictures(page):
    return page.locator("#pictures li")


def choose(page, *files):
    page.get_by_test_id("add-photo").set_input_files(list(files))


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("letter.docx", b"PK\x03\x04\x14\x00word/document.xml", "word processor's file"),
        ("photo.jpg", b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00", "This is a video"),
        ("IMG_1.HEIC", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC form, and this browser"),
        ("photo.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "could not be read as a photo"),
    ],
    ids=["word", "video", "heic", "svg"],
)
def test_each_kind_has_its_own_sentence(anna, name, data, sentence):
    choose(anna, file_of(drawn(anna)), file_of(data, name, "image/jpeg"))
    expect(anna.locator("#add-photo-error")).to_contain_text(sentence, timeout=PATIENCE)
    expect(anna.locator("#error-summary")).to_be_focused()
    expect(pictures(anna)).to_have_count(1)  # what came before it
    wait_saved(anna)
    assert name not in anna.content()


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked(anna):
    choose(anna, file_of(blank(20_000, 10_000), "wall.png", "image/png"))
    expect(anna.locator("#add-photo-error")).to_contain_text("more than 120 million dots", timeout=PATIENCE)
    expect(pictures(anna)).to_have_count(0)


def blank(width, height):
    """A white PNG of one bit a pixel: many pixels, few bytes."""
    header = width.to_bytes(4) + height.to_bytes(4) + b"\x01\0\0\0\0"
    pixels = zlib.compress((b"\0" + b"\xff" * (width // 8)) * height)
    return PNG_SIGNATURE + b"".join(chunk(*one) for one in ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b"")))


def test_the_thirty_first_picture_is_refused_and_thirty_are_kept(anna):
    small = drawn(anna, 40, 30)
    choose(anna, *[file_of(small)] * 31)
    expect(anna.locator("#add-photo-error")).to_contain_text("takes 30 pictures", timeout=PATIENCE)
    expect(pictures(anna)).to_have_count(30)
    wait_saved(anna)
    anna.reload()
    wait_saved(anna)
    expect(pictures(anna)).to_have_count(30)


def test_large_photos_are_taken_until_a_draft_is_full_and_the_draft_is_saved(anna):
    anna.get_by_test_id("letter").fill("Dear you,")
    large = anna.evaluate(NOISE, {"width": 2400, "height": 2400})
    anna.evaluate(
        """(base64) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const chosen = new DataTransfer();
          for (let n = 0; n < 12; n++) chosen.items.add(new File([bytes], `${n}.jpg`, { type: "image/jpeg" }));
          const field = document.querySelector("#add-photo");
          field.files = chosen.files;
          field.dispatchEvent(new Event("change"));
        }""",
        large,
    )
    expect(anna.locator("#add-photo-error")).to_contain_text("more than can be kept", timeout=6 * PATIENCE)
    kept = pictures(anna).count()
    assert 1 < kept < 12
    wait_saved(anna)
    anna.reload()
    wait_saved(anna)
    expect(pictures(anna)).to_have_count(kept, timeout=PATIENCE)


def test_nobody_sends_while_pictures_are_still_on_their_way(anna):
    choose(anna, *[file_of(drawn(anna, 4000, 3000))] * 4)
    anna.get_by_test_id("send").click()
    expect(anna.locator("#preview img")).to_have_count(4, timeout=PATIENCE)
