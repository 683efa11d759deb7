from __future__ import annotations

import base64
import json

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, at_home, go, hand_over, send, take_task, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LETTER = {
    "Anna": "Dear you,\n\nwhy was it our house? <b>I</b> still ask myself.\n\nA.",
    "Aline": "Bonjour,\n\npourquoi notre maison ? Je me le demande encore, à 3 h du matin.\n\nA.",
}
PICTURE = """
(words) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2550, 3300]; // letter paper at 300 dots an inch
  const paper = canvas.getContext("2d");
  paper.fillStyle = "#fffdf5";
  paper.fillRect(0, 0, 2550, 3300);
  paper.fillStyle = "#1d2a33";
  paper.font = "120px serif";
  paper.fillText(words, 120, 200);
  return canvas.toDataURL("image/jpeg").split(",")[1];
}
"""

SHARPNESS = "async (picture) => { await picture.decode(); return picture.naturalHeight; }"


@pytest.fixture(scope="module", params=[("Anna", "Mira"), ("Aline", "Marc")], ids=["en", "fr"])
def road(request, chromium, server):
    """A letter's whole road, played once in each language; what each person saw on the way."""
    author, mediator = request.param
    seen = {"author": author}
    with at_home(chromium, server, author) as page:
        write(page, server, LETTER[author])
        seen["letter"] = send(page)
    assert server.act(mediator, "release", seen["letter"])[0] == 0
    with at_home(chromium, server, "Liam") as page:
        take_task(page, server)
        seen["printed"] = page.locator("#sheet").inner_text()
        seen["printed title"] = page.title()
        hand_over(page)
        seen["pages sent"] = seal_reply(page)
    _, tray = server.act(mediator, "tray")
    seen["reply"] = next(item["message"] for item in tray if item.get("sender", item.get("from")) == "offender")
    assert server.act(mediator, "release", seen["reply"])[0] == 0
    return seen


def seal_reply(page):
    """Two photographed pages, put in the other order, sealed to the mediator; returns how many."""
    page.get_by_test_id("reply").click()
    page.wait_for_url("**/reply")
    scans = [page.evaluate(f"({PICTURE})({json.dumps(words)})") for words in ("second", "first")]
    files = [
        {"name": f"scan{n}.jpg", "mimeType": "image/jpeg", "buffer": decoded(scan)} for n, scan in enumerate(scans)
    ]
    page.get_by_test_id("add-pages").set_input_files(files)
    pages = page.get_by_test_id("pages").locator("li")
    expect(pages).to_have_count(2, timeout=PATIENCE)
    pages.first.locator("[data-act='later']").click()
    page.get_by_test_id("send").click()
    page.get_by_test_id("confirm-send").click()
    page.get_by_test_id("go-home").wait_for()
    assert page.get_by_test_id("pages").locator("li").count() == 0
    return 2


def decoded(text):
    """Bytes of a browser's base64."""
    return base64.b64decode(text)


def test_the_liaison_prints_exactly_what_was_written(road):
    assert road["printed"] == LETTER[road["author"]]
    assert road["printed title"].split(" ")[0].isdigit()


def test_she_reads_the_reply_when_she_chooses(road, chromium, server):
    with at_home(chromium, server, road["author"]) as page:
        line = page.locator(f"[data-message='{road['reply']}']")
        expect(line).to_have_attribute("data-state", "offered")
        line.get_by_test_id("tray-item").click()
        page.locator("[data-testid=read-later]").wait_for()
        page.locator("html[data-vault=ready]").wait_for()
        page.get_by_test_id("read-later").click()
        expect(page.get_by_test_id("chosen")).not_to_be_empty()
        page.get_by_test_id("read-now").click()
        pictures = page.locator("#sheet img")
        expect(pictures).to_have_count(road["pages sent"], timeout=PATIENCE)
        assert all(picture.get_attribute("src").startswith("blob:") for picture in pictures.all())
        assert [picture.evaluate(SHARPNESS) for picture in pictures.all()] == [3300, 3300]
        page.get_by_test_id("close").click()
        page.wait_for_url("**/home")


def test_she_sees_that_hers_was_passed_on(road, chromium, server):
    with at_home(chromium, server, road["author"]) as page:
        expect(page.locator(f"[data-message='{road['letter']}']")).to_have_attribute("data-state", "passed-on")
        go(page, server, f"sent/{road['letter']}")
        expect(page.locator("#letter")).to_have_attribute("data-state", "passed-on")
