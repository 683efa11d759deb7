from __future__ import annotations

import base64

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import press
from tests.browser.people import at_home
from tests.house.files import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

READER = (ROOT / "node_modules/jsqr/dist/jsQR.js").read_text()
LOOK = """async (picture) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  return jsQR(canvas.getImageData(0, 0, image.width, image.height).data, image.width, image.height)?.data ?? "";
}"""


@pytest.fixture(scope="module")
def camera(chromium):
    """Reads a picture as a telephone would, on a page of no site."""
    page = chromium.new_page()
    page.add_script_tag(content=READER)
    yield lambda picture: page.evaluate(LOOK, base64.b64encode(picture).decode())
    page.close()


@pytest.fixture(params=[("en", 390), ("fr", 1280)], ids=["en-on-a-phone", "fr-on-a-desk"])
def invited(request, chromium, demo_server):
    """Olive has made a link, in the language of whoever gets it; everything that her browser sent."""
    lang, width = request.param
    with at_home(chromium, demo_server, "Olive", width=width) as page:
        sent = []
        page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
        page.goto(f"{demo_server.url}/{lang}/staff")
        page.get_by_test_id("role-mediator").check()
        page.get_by_test_id(f"invite-{lang}").check()
        press(page, "make-invitation")
        expect(page.locator("#invitation-title")).to_be_focused()
        yield page, sent


def test_a_camera_reads_the_link_from_screen_and_from_paper(invited, camera):
    page, sent = invited
    link = page.locator("[data-paper]:not([hidden]) [data-link]").inner_text()
    code = page.get_by_test_id("invitation-qr").locator("visible=true")
    assert camera(code.screenshot()) == link
    page.emulate_media(media="print")
    assert camera(code.screenshot()) == link
    assert code.get_attribute("aria-label")
    assert not any(link.partition("#")[2] in one for one in sent), "the secret left the device"


def test_it_stays_black_on_white_where_colours_are_forced(invited, camera):
    page, _ = invited
    page.emulate_media(forced_colors="active")
    link = page.locator("[data-paper]:not([hidden]) [data-link]").inner_text()
    assert camera(page.get_by_test_id("invitation-qr").locator("visible=true").screenshot()) == link


def test_the_link_again_shows_its_own_code(invited, camera):
    page, _ = invited
    link = page.locator("[data-paper]:not([hidden]) [data-link]").inner_text()
    page.reload()
    page.get_by_test_id("show-invitation").first.click()
    expect(page.locator("#invitation-title")).to_be_focused()
    assert camera(page.get_by_test_id("invitation-qr").locator("visible=true").screenshot()) == link
