from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import at_home, go, take_task
from tests.support.server import CASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def released(server, tmp_path):
    """A letter of Anna's that Mira released."""
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear you,\n\nnot any more.\n")
    _, sent = server.act("Anna", "send", CASE, letter)
    assert server.act("Mira", "release", sent["message"])[0] == 0
    return sent["message"]


@pytest.fixture
def liam(chromium, server):
    with at_home(chromium, server, "Liam") as page:
        yield page


@pytest.fixture
def called_back(liam, server, released):
    """A task that lies open on Liam's screen when Anna withdraws her letter."""
    number = take_task(liam, server)
    assert server.act("Anna", "withdraw", released)[0] == 0
    return number


@pytest.mark.usefixtures("called_back")
def test_an_open_page_prints_nothing_any_more(liam):
    liam.evaluate("() => { window.print = () => { window.hasPrinted = true; }; }")
    liam.get_by_test_id("print").click()
    expect(liam.get_by_test_id("recall")).to_be_visible()
    expect(liam.locator("#recall-title")).to_be_focused()
    assert liam.locator("#paper").count() == 0
    assert not liam.evaluate("() => window.hasPrinted === true")
    liam.get_by_test_id("recalled").click()
    liam.get_by_test_id("confirm-recalled").click()
    expect(liam.get_by_test_id("state")).to_have_text("Called back, and recorded")


def test_an_outcome_that_comes_too_late_is_answered_with_the_recall(liam, server, released):
    take_task(liam, server)
    liam.get_by_test_id("print").click()
    liam.get_by_test_id("printed").click()
    liam.get_by_test_id("delivered").wait_for()
    assert server.act("Anna", "withdraw", released)[0] == 0
    liam.get_by_test_id("not-accepted").click()
    expect(liam.get_by_test_id("recall")).to_be_visible()


def test_it_stands_first_on_her_page_until_she_confirms(liam, server, called_back):
    go(liam, server, "home")
    notice = liam.get_by_test_id("recall").filter(has=liam.locator(f"xpath=self::*[contains(@href, '{called_back}')]"))
    notice.click()
    liam.wait_for_url(f"**/tasks/{called_back}")
    expect(liam.get_by_test_id("recall")).to_contain_text("Print nothing and hand over nothing.")
    assert liam.locator("#sheet").count() == 0

    liam.get_by_test_id("recalled").click()
    expect(liam.locator("#ask-recalled")).to_contain_text("No page of it is left")
    liam.get_by_test_id("confirm-recalled").click()
    expect(liam.get_by_test_id("state")).to_have_text("Called back, and recorded")
    go(liam, server, "home")
    assert liam.locator(f"[data-testid='recall'][href$='{called_back}']").count() == 0


def test_paper_that_says_it_was_called_back_says_nothing_of_the_letter(server, called_back, tmp_path):
    out = tmp_path / "print.html"
    assert server.act("Liam", "print", called_back, "-o", out)[0] == 0
    assert "Print nothing and hand over nothing." in out.read_text()
    assert "not any more" not in out.read_text()
    assert server.act("Liam", "handled", called_back, "recalled")[0] == 0
