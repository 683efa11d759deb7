from __future__ import annotations

import base64

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, at_home, go, wait_saved

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DRAW = """
() => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [40, 30];
  canvas.getContext("2d").fillRect(5, 5, 20, 10);
  return canvas.toDataURL("image/jpeg").split(",")[1];
}
"""


@pytest.fixture
def anna(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as page:
        go(page, demo_server, "write")
        yield page


def photo(page, name="IMG_2041 my street.jpg"):
    """A file that a phone might give."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": base64.b64decode(page.evaluate(DRAW))}


def test_a_photo_is_saved_with_the_draft_shown_on_the_sheet_and_can_be_removed(anna):
    anna.get_by_test_id("add-photo").set_input_files(photo(anna))
    photos = anna.locator("#photos li")
    expect(photos).to_have_count(1, timeout=PATIENCE)
    wait_saved(anna)
    anna.reload()
    wait_saved(anna)
    expect(photos).to_have_count(1)
    assert "IMG_2041" not in anna.content()
    anna.get_by_test_id("send").click()
    expect(anna.locator("#preview img")).to_have_attribute("alt", "Photo 1")
    anna.get_by_test_id("back-to-writing").click()
    photos.get_by_role("button").click()
    expect(photos).to_have_count(0)
    wait_saved(anna)


def test_a_photo_that_is_none_says_so_at_its_field_and_loses_nothing(anna):
    anna.get_by_test_id("letter").fill("Dear you,")
    fake = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"MZ this is no photo"}
    anna.get_by_test_id("add-photo").set_input_files(fake)
    expect(anna.locator("#add-photo-error")).not_to_be_empty(timeout=PATIENCE)
    expect(anna.locator("#error-summary")).to_be_focused()
    expect(anna.get_by_test_id("letter")).to_have_value("Dear you,")
    wait_saved(anna)
