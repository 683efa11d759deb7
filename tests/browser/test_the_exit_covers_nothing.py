from __future__ import annotations

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = (640, 700, 900, 1200)  # pixels: from where the exit stands beside the header


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_exit_stands_beside_the_other_language_and_never_on_it(chromium, demo_server, lang, width):
    with chromium.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{demo_server.url}/{lang}/")
        link = page.get_by_test_id("language").bounding_box()
        leave = page.get_by_test_id("exit").bounding_box()
        beside = link["x"] + link["width"] <= leave["x"]
        under = link["y"] + link["height"] <= leave["y"]
        assert beside or under
