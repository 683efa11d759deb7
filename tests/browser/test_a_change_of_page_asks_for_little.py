from __future__ import annotations

import pytest

from tests.browser.people import PATIENCE, at_home, go, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOADED = "performance.getEntriesByType('resource').map(({ name, transferSize }) => [name, transferSize])"


def show_home(page, server):
    go(page, server, "home")
    page.locator("html[data-vault=ready]").wait_for()
    page.wait_for_load_state("networkidle")


def loaded(page):
    """Where each static file came from that the page and its vault have: how many bytes of it over the network."""
    found = [each for place in (page, *page.workers) for each in place.evaluate(LOADED)]
    return {name: size for name, size in found if "/static/" in name}


def test_no_static_file_is_asked_for_twice(chromium, demo_server):
    anna = demo_server.person("Anna")
    with chromium.new_context() as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(f"{demo_server.url}/en/sign-in")
        assert {name for name, size in loaded(page).items() if size > 0} != set()  # never here before
        sign_in(page, demo_server, anna)
        show_home(page, demo_server)
        show_home(page, demo_server)
        assert len(loaded(page)) > 80
        assert {name for name, size in loaded(page).items() if size > 0} == set()


def test_they_all_come_from_one_release(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as page:
        show_home(page, demo_server)
        assert len({name.split("/static/")[1].split("/")[1] for name in loaded(page)}) == 1
