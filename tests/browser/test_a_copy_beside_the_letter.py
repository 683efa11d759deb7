from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from relay.client.files import text_part
from tests.browser.people import at_home, go
from tests.browser.vaults import THE_PAGES_OWN
from tests.support.server import CASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "Dear you,\n\nI live at 12 Elm Street now. Call me at 613-555-0123. Éloïse is well.\n\nA."
WITHOUT = "Dear you,\n\nI live far away now. Éloïse is well.\n\nA."


@pytest.fixture
def letter(demo_server):
    """A letter of Anna's that says where she lives; its id."""
    with demo_server.signed_in("Anna") as anna:
        return anna.send(CASE, [text_part(WORDS)])


@pytest.fixture
def page(chromium, demo_server, letter):
    """Mira at that letter, opened."""
    with at_home(chromium, demo_server, "Mira", width=1280) as page:
        go(page, demo_server, f"review/{letter}")
        expect(page.get_by_test_id("edited")).to_have_value(WORDS)
        yield page


SELECTED = "(({ value, selectionStart: from, selectionEnd: to }) => value.slice(from, to))(document.activeElement)"
SAVE_ALL = f"""
{THE_PAGES_OWN}
  .then(({{ vault }}) => vault.saveAll())
  .then((all) => (document.title = `${{all}}`))
"""


def test_what_could_tell_where_she_is_is_listed_and_gone_to(page):
    expect(page.locator("[data-flag='address'] q")).to_have_text("12 Elm Street")
    expect(page.locator("[data-flag='phone'] q")).to_have_text("613-555-0123")
    for flag in ("phone", "address"):
        line = page.locator(f"[data-flag='{flag}']")
        line.get_by_test_id("go-to").click()
        expect(page.get_by_test_id("edited")).to_be_focused()
        assert page.evaluate(SELECTED) == line.locator("q").inner_text()


def test_what_she_takes_out_of_her_copy_is_no_longer_listed_and_shows_as_taken_out(page):
    page.get_by_test_id("edited").fill(WITHOUT)
    expect(page.locator("[data-flag]")).to_have_count(0)
    taken = page.locator("#difference del")
    expect(taken.first).to_contain_text("at 12 Elm Street")
    expect(page.locator("#difference ins")).to_contain_text("far away")
    expect(page.locator("#difference del .govuk-visually-hidden").first).to_have_text("Taken out: ")
    expect(page.locator("#sheet .sheet__text")).to_have_text(WORDS)
    page.get_by_test_id("copy-again").click()
    expect(page.locator("#changes")).to_be_hidden()
    expect(page.get_by_test_id("edited")).to_have_value(WORDS)


def test_names_of_the_case_are_looked_for_whatever_their_accents(chromium, demo_server, letter):
    with at_home(chromium, demo_server, "Mira") as page:
        with demo_server.signed_in("Mira") as mira:
            case = mira.http.get(f"/cases/{CASE}")["public_id"]
        go(page, demo_server, f"cases/{case}")
        page.get_by_test_id("watch-list").fill("ELOISE\n\nEloise\nWarkworth")
        page.get_by_test_id("keep-watch-list").click()
        expect(page.locator("#watch-kept")).to_contain_text("Kept.")
        go(page, demo_server, f"review/{letter}")
        expect(page.locator("[data-flag='watched'] q")).to_have_text("Éloïse")
        go(page, demo_server, f"cases/{case}")
        expect(page.get_by_test_id("watch-list")).to_have_value("ELOISE\nEloise\nWarkworth")
        page.get_by_test_id("watch-list").fill("")
        page.get_by_test_id("keep-watch-list").click()
        expect(page.locator("#watch-kept")).to_contain_text("Kept.")


def test_an_unchanged_copy_is_not_proposed(page):
    page.get_by_test_id("propose").click()
    expect(page.get_by_test_id("trouble")).to_contain_text("Change something")


def test_looking_through_a_letter_asks_nobody_and_only_the_sealed_copy_is_saved(page, demo_server):
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    page.get_by_test_id("edited").fill(WITHOUT + " 1 Oak Street")
    expect(page.locator("[data-flag='address']")).to_have_count(1)
    expect(page.get_by_test_id("copy-saved")).to_contain_text("Saved")
    assert all(url.startswith(demo_server.url) and "Oak" not in url for _, url in asked)
    kept = {urlsplit(url).path.removeprefix("/api/v1") for method, url in asked if method != "GET"}
    (path,) = kept - {"/seen"}  # what she saw of the ledger may still be on its way, sealed to herself as well
    assert path.startswith("/drafts/")
    with demo_server.signed_in("Mira") as mira:
        assert b"Oak" not in mira.http.get_bytes(path)[0]


def test_a_changed_copy_waits_where_she_left_it(page, demo_server, letter):
    page.get_by_test_id("edited").fill(WITHOUT)
    page.evaluate(SAVE_ALL)  # as an idle lock does
    expect(page).to_have_title("true")
    go(page, demo_server, f"review/{letter}")
    expect(page.get_by_test_id("edited")).to_have_value(WITHOUT)
    expect(page.get_by_test_id("copy-saved")).to_contain_text("Saved")
    expect(page.locator("#difference del").first).to_contain_text("at 12 Elm Street")


@pytest.fixture
def second(page):
    """The same letter in a second tab, where she changed her copy and it was saved."""
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_test_id("edited")).to_have_value(WORDS)
    other.get_by_test_id("edited").fill(WITHOUT)
    expect(other.get_by_test_id("copy-saved")).to_contain_text("Saved")
    page.bring_to_front()
    page.get_by_test_id("edited").fill("Mine")
    expect(page.get_by_test_id("copy-moved")).to_be_focused()
    return other


@pytest.mark.usefixtures("second")
def test_two_tabs_write_over_nothing_unasked(page):
    page.get_by_test_id("take-newer").click()
    expect(page.get_by_test_id("edited")).to_have_value(WITHOUT)
    expect(page.get_by_test_id("copy-moved")).to_be_hidden()


def test_she_may_keep_what_is_here(page, second):
    page.get_by_test_id("keep-mine").click()
    expect(page.get_by_test_id("copy-moved")).to_be_hidden()
    expect(page.get_by_test_id("copy-saved")).to_contain_text("Saved")
    second.reload()
    expect(second.get_by_test_id("edited")).to_have_value("Mine")
