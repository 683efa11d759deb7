from __future__ import annotations

import pytest

from tests.browser.people import at_home, go, no_wider_than_its_window

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LONG = "Donaudampfschifffahrtsgesellschaftskapitaen" * 4


@pytest.fixture(scope="module", params=["Anna", "Aline"], ids=["en", "fr"])
def phone(request, chromium, demo_server):
    with at_home(chromium, demo_server, request.param, width=320) as page:
        yield page


@pytest.mark.parametrize("place", ["home", "before", "write", "consent"])
def test_nothing_needs_scrolling_sideways(phone, demo_server, place):
    go(phone, demo_server, place)
    assert no_wider_than_its_window(phone)


def test_one_endless_word_stays_on_the_sheet(phone, demo_server):
    go(phone, demo_server, "write")
    phone.get_by_test_id("letter").fill(LONG)
    phone.get_by_test_id("send").click()
    phone.get_by_test_id("confirm-send").wait_for()
    assert phone.locator("#preview").inner_text() == LONG
    assert no_wider_than_its_window(phone)


def test_the_counter_fits_too(chromium, demo_server):
    with at_home(chromium, demo_server, "Liam", width=320) as page:
        assert no_wider_than_its_window(page)
