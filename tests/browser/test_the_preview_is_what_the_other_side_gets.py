from __future__ import annotations

import base64

import pytest
from playwright.sync_api import expect

from relay.client.descriptions import description_part
from relay.client.files import part_of, text_part
from tests.browser.people import at_home, empty_counter, go, take_task
from tests.support.server import CASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "Dear you,\n\n<i>once</i> more, with two spaces:  so.\n\nA."
RED_SQUARE = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGM4ISIHRAwQCgAeDgPpoR0SOQAAAABJRU5ErkJggg=="
PICTURE = base64.b64decode(RED_SQUARE)
# what stands on a sheet: every word and its place, and each picture by what it shows, never by its address
LAID_OUT = """
async (sheet) => {
  const copy = sheet.cloneNode(true);
  const images = [...sheet.querySelectorAll("img")];
  await Promise.all(images.map((image) => image.decode()));
  [...copy.querySelectorAll("img")].forEach((image, place) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [images[place].naturalWidth, images[place].naturalHeight];
    canvas.getContext("2d").drawImage(images[place], 0, 0);
    image.setAttribute("src", canvas.toDataURL());
  });
  const { fontFamily, fontSize, lineHeight, whiteSpace } = getComputedStyle(sheet.querySelector(".sheet__text"));
  return [sheet.lang, copy.innerHTML, fontFamily, fontSize, lineHeight, whiteSpace].join(String.fromCharCode(10));
}
"""


def laid_out(page):
    expect(page.locator("#sheet .sheet__text").first).to_be_visible()
    return page.locator("#sheet").evaluate(LAID_OUT)


@pytest.fixture
def parts(server):
    empty_counter(server)
    return [text_part(WORDS), part_of(PICTURE), description_part("A red square"), part_of(PICTURE)]


def test_on_paper_the_liaison_prints_what_the_mediator_saw_cover_and_letter(chromium, server, parts):
    with server.signed_in("Anna") as anna:
        letter = anna.send(CASE, parts)
    with at_home(chromium, server, "Mira") as page:
        go(page, server, f"release/{letter}")
        expect(page.locator("#sendable")).to_be_visible()
        shown, cover = laid_out(page), page.locator(".cover p").all_inner_texts()
        page.get_by_test_id("confirm-release").click()
        expect(page.get_by_test_id("released")).to_be_visible()
    with at_home(chromium, server, "Liam") as page:
        take_task(page, server)
        assert laid_out(page) == shown
        assert page.locator(".cover p").all_inner_texts()[1:] == cover[1:]
        assert server.act("Liam", "handled", letter, "failed")[0] == 0


def test_on_her_page_the_victim_reads_what_the_mediator_saw(chromium, server, parts):
    with server.signed_in("Anna") as anna, server.signed_in("Mira") as mira:
        mira.release(anna.send(CASE, [text_part("Dear you.")]))
    with server.signed_in("Liam") as liam:
        task = liam.pull_task()
        reply = liam.reply(task.task, parts)
    with at_home(chromium, server, "Mira") as page:
        go(page, server, f"release/{reply}")
        expect(page.locator("#sendable")).to_be_visible()
        expect(page.locator(".cover")).to_be_hidden()
        shown = laid_out(page)
        page.get_by_test_id("confirm-release").click()
        expect(page.get_by_test_id("released")).to_be_visible()
    with at_home(chromium, server, "Anna") as page:
        go(page, server, f"read/{reply}")
        assert laid_out(page) == shown
