from __future__ import annotations

import pytest

from tests.browser import gallery

pytestmark = pytest.mark.browser

WORDS = "what nobody else may see"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    yield from gallery.serve(tmp_path_factory.mktemp("gallery"))


@pytest.fixture
def writing(page, address):
    """Anna is in the middle of a sentence."""
    page.goto(f"{address}/en/gallery", wait_until="networkidle")
    page.evaluate("() => sessionStorage.setItem('seed', 'sealed')")
    page.locator("#letter").fill(WORDS)
    return page


def leave_by_link(page):
    page.get_by_test_id("exit").click()


def leave_by_keys(page):
    page.locator("#letter").focus()
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("leave", [leave_by_link, leave_by_keys])
def test_leaving_goes_at_once_and_nothing_comes_back_with_back(writing, leave):
    leave(writing)
    writing.wait_for_url("**/leave")
    assert writing.evaluate("() => sessionStorage.length") == 0
    writing.go_back()
    assert WORDS not in writing.content()
    assert "gallery" not in writing.url


def test_writing_capitals_stays(writing):
    writing.locator("#letter").focus()
    for letter in "ABCD":
        writing.keyboard.press(f"Shift+{letter}")
    assert writing.url.endswith("/gallery")
    assert writing.locator("#letter").input_value() == f"{WORDS}ABCD"


def test_without_scripts_the_link_leaves_too(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/fr/gallery")
    page.get_by_test_id("exit").click()
    assert page.url.endswith("/leave")
    context.close()
