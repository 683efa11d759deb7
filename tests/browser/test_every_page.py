from __future__ import annotations

import pytest

from tests.browser.places import LANGUAGES, PLACES, SECOND_DAYS
from tests.browser.tour import touring

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TELLING = (
    *("victim", "offender", "crime", "letter", "mediat", "harm", "restorative", "prison", "inmate", "justice"),
    *("victime", "lettre", "médiat", "délit", "tort", "réparatrice", "détenu", "pénitencier"),
)

NEEDED = {
    "en": "This site needs JavaScript: what you write is sealed on your own device",
    "fr": "Ce site a besoin de JavaScript\u00a0: ce que vous écrivez est scellé sur votre propre appareil",
}


@pytest.fixture(scope="module")
def tour(chromium, demo_server):
    with touring(chromium, demo_server) as tour:
        yield tour


@pytest.fixture(params=PLACES + SECOND_DAYS, ids=str)
def place(request):
    return request.param


@pytest.fixture(params=LANGUAGES)
def lang(request):
    return request.param


@pytest.fixture
def seen(tour, place, lang):
    return tour.seen(place, lang)


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


def test_no_page_is_forgotten(programme):
    rules = [rule for rule in programme.app.url_map.iter_rules() if rule.rule.startswith("/<lang>")]
    assert {rule.endpoint for rule in rules} == {place.endpoint for place in PLACES}


def test_nothing_on_it_is_an_obstacle(seen):
    assert seen.obstacles == []


def test_on_a_narrow_phone_nothing_scrolls_sideways(seen):
    assert seen.sideways == []


def test_what_fingers_touch_is_large_enough(seen):
    assert seen.too_small == []


def test_the_keyboard_reaches_it_in_the_order_of_reading_and_is_seen_there(seen):
    assert [step["name"] for step in seen.focus if not step["drawn"]] == []
    assert [step["name"] for step in seen.focus if not step["onScreen"]] == []
    assert [step["name"] for step in seen.focus if not step["inOrder"]] == []
    assert len(seen.focus) > 5


def test_its_title_and_address_tell_a_passer_by_nothing(seen, lang):
    assert seen.title.endswith(" – Relay")
    assert len(seen.title) > len(" – Relay")
    below = seen.address.partition("#")[0].partition(f"/{lang}/")[2]
    shown = f"{seen.title} {below}".lower()
    assert [word for word in TELLING if word in shown] == []


def test_one_may_leave_from_it_at_once(seen):
    assert seen.exit_shown


def test_the_other_language_is_this_very_page(seen, lang):
    other = "fr" if lang == "en" else "en"
    below = seen.address.partition("#")[0].partition(f"/{lang}/")[2]
    assert seen.lang == f"{lang}-CA"
    assert seen.other_language == f"/{other}/{below}"


def test_the_browser_has_nothing_to_complain_about(seen):
    assert seen.complaints == []


@pytest.mark.parametrize("place", PLACES, ids=str)  # in either language it says it in both
def test_without_scripts_it_says_why_in_both_languages_and_whom_to_phone(scriptless, tour, place):
    page = scriptless(place.who)
    assert page.goto(tour.address(place, "fr")).ok
    assert page.url == tour.address(place, "fr")
    for code, why in NEEDED.items():
        said = page.locator(f"noscript p[lang={code}-CA]")
        assert why in said.text_content()
        assert said.is_visible()
        assert said.locator("a[href^='tel:']").is_visible()
