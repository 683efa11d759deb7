from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE
from tests.browser.places import LANGUAGES
from tests.browser.states import REFUSALS, STATES, SUMMARY
from tests.browser.tour import SIDEWAYS, obstacles, touring

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WITHIN = "(shown) => shown.contains(document.activeElement)"


@pytest.fixture(scope="module")
def tour(chromium, demo_server):
    with touring(chromium, demo_server) as tour:
        yield tour


@pytest.fixture(params=LANGUAGES)
def lang(request):
    return request.param


@pytest.fixture
def reached(request, tour, lang):
    """A page in one of its states; its network is back afterwards, and the next one goes on from it."""
    state = request.param
    page = tour.go(state.place, lang)
    state.reach(page)
    shown = page.locator(state.shown)
    expect(shown).to_be_visible(timeout=PATIENCE)
    yield state, page, shown
    page.context.set_offline(False)


@pytest.mark.parametrize("reached", STATES, ids=str, indirect=True)
def test_what_it_says_then_is_no_obstacle_either(reached):
    state, page, shown = reached
    assert shown.inner_text().strip() != ""
    assert obstacles(page) == []
    if state.shown in (SUMMARY, "dialog[open]"):
        assert shown.evaluate(WITHIN), "the keyboard is not where it is said"
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(SIDEWAYS) == []
    page.set_viewport_size({"width": 1000, "height": 900})


@pytest.mark.parametrize(("place", "status"), REFUSALS, ids=str)
def test_a_refusal_is_a_page_that_leads_on(tour, lang, place, status):
    page = tour.page(place.who)
    answer = page.goto(f"{tour.server.url}/{lang}/{place.path}")
    assert answer.status == status
    assert obstacles(page) == []
    assert page.locator("html").get_attribute("lang") == f"{lang}-CA"
    assert page.locator("main a").count() == 1
    assert page.get_by_test_id("exit").is_visible()
