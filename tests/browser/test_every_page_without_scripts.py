from __future__ import annotations

import pytest

from tests.browser.places import LANGUAGES, PLACES
from tests.browser.tour import touring

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WHY = {
    "en": "This site needs JavaScript: what you write is sealed on your own device",
    "fr": "Ce site a besoin de JavaScript\u00a0: ce que vous écrivez est scellé sur votre propre appareil",
}


@pytest.fixture(scope="module")
def tour(chromium, demo_server):
    with touring(chromium, demo_server) as tour:
        yield tour


@pytest.fixture(scope="module")
def scriptless(chromium, tour):
    """Browsers with JavaScript off, each with the session of one person."""
    pages = {}

    def page(who):
        if who not in pages:
            context = chromium.new_context(java_script_enabled=False)
            context.add_cookies(tour.page(who).context.cookies())
            pages[who] = context.new_page()
        return pages[who]

    yield page
    for opened in pages.values():
        opened.context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_it_says_why_in_both_languages_and_whom_to_phone(scriptless, tour, place, lang):
    page = scriptless(place.who)
    assert page.goto(tour.address(place, lang)).ok
    assert page.url == tour.address(place, lang)
    for code, why in WHY.items():
        said = page.locator(f"noscript p[lang={code}-CA]")
        assert why in said.text_content()
        assert said.is_visible()
        assert said.locator("a[href^='tel:']").is_visible()
