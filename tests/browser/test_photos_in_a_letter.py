from __future__ import annotations

import pytest
from playwright.sync_api import expect

from relay.client.descriptions import described
from tests.browser.people import PATIENCE, at_home, go, send, wait_saved
from tests.browser.pictures import SECRET, drawn, file_of, seen, with_metadata

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "Our kitchen; the blue cup."


@pytest.fixture
def anna(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as page:
        go(page, demo_server, "write")
        yield page


def add(page, *files, there=None):
    page.get_by_test_id("add-photo").set_input_files(list(files))
    expect(pictures(page)).to_have_count(there or len(files), timeout=PATIENCE)


def pictures(page):
    return page.locator("#pictures li")


def press(page, act, place):
    pictures(page).nth(place).locator(f"[data-act={act}]").click()


def test_a_photo_is_saved_with_the_draft_shown_on_the_sheet_and_can_be_removed(anna):
    add(anna, file_of(drawn(anna)))
    wait_saved(anna)
    anna.reload()
    wait_saved(anna)
    expect(pictures(anna)).to_have_count(1)
    assert "IMG_2041" not in anna.content()
    anna.get_by_test_id("send").click()
    expect(anna.locator("#preview img")).to_have_attribute("alt", "Picture 1")
    anna.get_by_test_id("back-to-writing").click()
    press(anna, "remove", 0)
    expect(pictures(anna)).to_have_count(0)
    expect(anna.get_by_test_id("add-photo")).to_be_focused()
    wait_saved(anna)


def test_a_draft_keeps_order_turns_and_words(anna):
    add(anna, file_of(drawn(anna, 400, 300)), file_of(drawn(anna, 200, 200)))
    press(anna, "turn", 0)
    expect(anna.locator("#pictures [role=status]")).to_have_text("Picture 1 is turned.")
    pictures(anna).nth(0).get_by_role("textbox").fill(WORDS)
    press(anna, "later", 0)
    wait_saved(anna)
    anna.reload()
    wait_saved(anna)
    assert seen(pictures(anna).nth(0).locator("img"))["width"] == 200
    turned = seen(pictures(anna).nth(1).locator("img"))
    assert turned == {"width": 300, "height": 400, "corners": ["red", "red", "blue", "blue"]}
    expect(pictures(anna).nth(1).get_by_role("textbox")).to_have_value(WORDS)


def test_turning_four_times_is_not_turning(anna):
    add(anna, file_of(drawn(anna)))
    shown = pictures(anna).first.locator("img")
    before = seen(shown)
    for corners in (["red", "red"], ["blue", "red"], ["blue", "blue"], ["red", "blue"]):
        press(anna, "turn", 0)
        expect(anna.locator("#pictures [role=status]")).to_have_text("Picture 1 is turned.")
        assert seen(shown)["corners"][:2] == corners
        anna.locator("#pictures [role=status]").evaluate("(news) => { news.textContent = ''; }")
    assert seen(shown) == before


def test_order_and_turns_are_made_by_keyboard_alone_and_the_focus_stays(anna):
    add(anna, file_of(drawn(anna, 100, 50)), file_of(drawn(anna, 200, 50)), file_of(drawn(anna, 300, 50)))
    pictures(anna).nth(2).locator("[data-act=earlier]").focus()
    anna.keyboard.press("Enter")
    expect(pictures(anna).nth(1).locator("[data-act=earlier]")).to_be_focused()
    anna.keyboard.press("Space")
    expect(pictures(anna).nth(0).locator("[data-act=turn]")).to_be_focused()  # there is no "up" any more
    expect(anna.locator("#pictures [role=status]")).to_have_text("Picture 2 is now in place 1.")
    assert [seen(one)["width"] for one in anna.locator("#pictures li img").all()] == [300, 100, 200]


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_what_is_sent_is_pixels_and_words_and_nothing_a_camera_wrote(anna, demo_server, kind):
    photo = with_metadata(drawn(anna, 400, 300, kind), kind, orientation=6 if kind == "jpeg" else 1)
    assert SECRET in photo
    add(anna, file_of(photo))
    pictures(anna).first.get_by_role("textbox").fill(WORDS)
    wait_saved(anna)
    message = send(anna)
    with demo_server.signed_in("Mira") as mira:
        (shown,) = described(mira.open(message).parts)
    assert shown.description == WORDS
    assert SECRET not in shown.part.data
    assert b"Exif" not in shown.part.data
    assert shown.part.type == "image/jpeg"


def test_a_photo_held_sideways_stands_upright(anna):
    add(anna, file_of(with_metadata(drawn(anna, 400, 300), orientation=6)))  # 6: turned right to be upright
    assert seen(pictures(anna).first.locator("img")) == {
        "width": 300,
        "height": 400,
        "corners": ["red", "red", "blue", "blue"],
    }


def test_who_describes_one_picture_is_not_interrupted_by_the_next(anna):
    add(anna, file_of(drawn(anna)))
    words = pictures(anna).first.get_by_role("textbox")
    words.press_sequentially("Our kitchen;")
    add(anna, file_of(drawn(anna)), there=2)
    expect(words).to_be_focused()
    anna.keyboard.type(" the blue cup.")
    expect(words).to_have_value(WORDS)


def test_a_large_photo_is_made_smaller_on_the_device(anna):
    add(anna, file_of(drawn(anna, 6000, 3000)))
    shown = seen(pictures(anna).first.locator("img"))
    assert (shown["width"], shown["height"]) == (2400, 1200)


def test_a_photo_that_is_none_says_so_at_its_field_and_loses_nothing(anna):
    anna.get_by_test_id("letter").fill("Dear you,")
    fake = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"MZ this is no photo"}
    anna.get_by_test_id("add-photo").set_input_files(fake)
    expect(anna.locator("#add-photo-error")).not_to_be_empty(timeout=PATIENCE)
    expect(anna.locator("#error-summary")).to_be_focused()
    expect(anna.get_by_test_id("letter")).to_have_value("Dear you,")
    wait_saved(anna)
