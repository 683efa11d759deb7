from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.brackets import unmarked
from tests.browser.people import PATIENCE
from tests.browser.places import PLACES, SECOND_DAYS
from tests.browser.states import REFUSALS, STATES
from tests.browser.tour import touring
from tests.support.server import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def tour(chromium, demo_var):
    """Everybody at a server that puts each translated sentence in ⟦brackets⟧."""
    with served(demo_var, RELAY_PSEUDO_LOCALE="true") as server, touring(chromium, server) as tour:
        yield tour


@pytest.fixture(scope="module")
def names(tour):
    """What people and institutions of the demo are called."""
    with tour.server.signed_in("Olive") as olive:
        institutions = olive.http.get("/institutions")["institutions"]
    people = [person[key] for person in tour.people() for key in ("sign_in", "name")]
    return *people, *(institution[key] for institution in institutions for key in ("name", "code"))


def test_what_was_never_marked_is_found(tour, names):
    page = tour.go(PLACES[0], "en")
    page.locator("h1").evaluate("(heading) => { heading.append(' plain'); heading.title = 'spoken'; }")
    assert unmarked(page, *names) == ["plain", "spoken"]


@pytest.mark.parametrize("place", PLACES + SECOND_DAYS, ids=str)
def test_a_page_says_nothing_in_one_language_only(tour, names, place):
    assert unmarked(tour.go(place, "en"), *names) == []


@pytest.mark.parametrize("state", STATES, ids=str)
def test_nor_when_something_is_wrong(tour, names, state):
    page = tour.go(state.place, "en")
    state.reach(page)
    expect(page.locator(state.shown)).to_be_visible(timeout=PATIENCE)
    said = unmarked(page, *names)
    page.context.set_offline(False)
    assert said == []


@pytest.mark.parametrize(("place", "status"), REFUSALS, ids=str)
def test_nor_when_it_refuses(tour, names, place, status):
    page = tour.page(place.who)
    assert page.goto(f"{tour.server.url}/en/{place.path}").status == status
    assert unmarked(page, *names) == []
