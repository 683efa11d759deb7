from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import gallery

pytestmark = pytest.mark.browser

TOO_SMALL = """() => [...document.querySelectorAll(
    "button, input:not([type=radio], [type=checkbox]), textarea, .govuk-button, " +
    ".header a, .leave a, .footer a, .message a")]
  .filter((element) => element.offsetParent && element.getBoundingClientRect().height < 44)
  .map((element) => element.outerHTML)"""
FOCUSED = """() => {
  const element = document.activeElement;
  const drawn = element.matches("[type=radio], [type=checkbox]") ? [element.nextElementSibling, "::before"] : [element];
  const style = getComputedStyle(...drawn);
  return [element.id || element.outerHTML, style.outlineStyle !== "none" || style.boxShadow !== "none"];
}"""
WIDTHS = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
GROUNDS = """() => [...document.querySelectorAll("body, .sheet, .notice")]
  .map((element) => getComputedStyle(element).backgroundColor)"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    yield from gallery.serve(tmp_path_factory.mktemp("gallery"))


@pytest.fixture(params=["en", "fr"])
def shown(request, page, address):
    page.goto(f"{address}/{request.param}/gallery", wait_until="networkidle")
    yield page
    assert page.complaints == []


def test_nothing_in_it_is_an_obstacle(shown):
    assert Axe().run(shown).response["violations"] == []


def test_on_a_narrow_phone_nothing_scrolls_sideways(shown):
    shown.set_viewport_size({"width": 320, "height": 640})
    width, room = shown.evaluate(WIDTHS)
    assert width <= room


def test_what_fingers_touch_is_large_enough(shown):
    assert shown.evaluate(TOO_SMALL) == []


def test_on_paper_there_is_no_ground_and_nothing_that_acts(shown):
    shown.emulate_media(media="print")
    assert set(shown.evaluate(GROUNDS)) == {"rgba(0, 0, 0, 0)"}
    assert not any(shown.locator(part).first.is_visible() for part in (".header", ".footer", ".exit", ".actions"))


def test_every_part_shows_where_the_keyboard_is(shown):
    shown.locator("#main").focus()
    seen = {}
    while True:
        shown.keyboard.press("Tab")
        element, visible = shown.evaluate(FOCUSED)
        if element in seen or "<body" in element:
            break
        seen[element] = visible
    assert [element for element, visible in seen.items() if not visible] == []
    assert len(seen) > 15


def test_a_confirmation_repeats_its_consequence_and_gives_the_focus_back(shown):
    shown.evaluate("() => document.getElementById('withdraw').showModal()")
    assert shown.get_by_test_id("confirm-withdraw").inner_text() == "Withdraw this letter"
    assert Axe().run(shown).response["violations"] == []
    shown.keyboard.press("Escape")
    assert not shown.get_by_test_id("confirm-withdraw").is_visible()
