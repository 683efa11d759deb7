from __future__ import annotations

import pytest
from playwright.sync_api import expect

from relay.client.files import text_part
from tests.browser.people import PATIENCE, go, sign_in
from tests.support.fresh_case import fresh_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "Half of what I meant to say"


@pytest.fixture
def case(demo_server):
    with fresh_case(demo_server) as case:
        yield case


@pytest.fixture
def sit(chromium, demo_server):
    """Somebody at a page, on a clock that a test may move."""
    contexts = []

    def at(name, place):
        context = chromium.new_context(reduced_motion="reduce")
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.clock.install()
        sign_in(page, demo_server, demo_server.person(name))
        go(page, demo_server, place)
        expect(page.locator("html")).to_have_attribute("data-vault", "ready", timeout=PATIENCE)
        return page

    yield at
    for context in contexts:
        context.close()


def nobody_is_there(page):
    page.clock.run_for("20:01")
    page.clock.resume()


def sign_in_in_place(page, person):
    dialog = page.locator("#sign-in-again")
    expect(dialog).to_be_visible()
    expect(page.locator("#main")).to_be_hidden()
    dialog.get_by_test_id("sign-in-name").fill(person["sign_in"])
    dialog.get_by_test_id("passphrase").fill(person["passphrase"])
    dialog.get_by_test_id("sign-in").click()
    expect(dialog).to_be_hidden()


def place_of(case):
    return f"cases/{case.mira.http.get(f'/cases/{case.code}')['public_id']}"


@pytest.mark.parametrize(("opens", "field"), [("write-note", "note"), ("carry", "carried")])
def test_a_mediators_words_wait_on_the_page_until_she_signs_in_there(sit, demo_server, case, opens, field):
    page = sit("Mira", place_of(case))
    page.get_by_test_id(opens).locator("summary").click()
    page.get_by_test_id(field).fill(WORDS)
    nobody_is_there(page)
    sign_in_in_place(page, demo_server.person("Mira"))
    expect(page.get_by_test_id(field)).to_have_value(WORDS)
    page.get_by_test_id(f"keep-{field}").click()
    if field == "carried":
        page.wait_for_url("**/review/*")
    else:
        expect(page.locator("#note-kept")).not_to_be_empty()


def test_words_to_an_author_are_saved_and_come_back_with_the_question(sit, demo_server, case):
    letter = case.nora.send(case.code, [text_part("I live on Elm Street.")])
    page = sit("Mira", f"review/{letter}")
    page.get_by_test_id("return").click()
    page.get_by_test_id("guidance").fill(WORDS)
    nobody_is_there(page)
    page.wait_for_url("**/en/sign-in?why=idle&next=*")
    mira = demo_server.person("Mira")
    page.get_by_test_id("sign-in-name").fill(mira["sign_in"])
    page.get_by_test_id("passphrase").fill(mira["passphrase"])
    page.get_by_test_id("sign-in").click()
    page.wait_for_url("**/review/*")
    page.get_by_test_id("return").click()
    expect(page.get_by_test_id("guidance")).to_have_value(WORDS)
    page.get_by_test_id("confirm-return").click()
    expect(page.locator("#review")).to_have_attribute("data-state", "returned")


def test_a_reply_that_is_being_typed_waits_on_the_page_until_the_liaison_signs_in_there(sit, demo_server, case):
    case.mira.release(case.nora.send(case.code, [text_part("A question")]))
    task = case.liam.pull_task()
    page = sit("Liam", f"tasks/{task.task}/reply")
    page.get_by_test_id("letter").fill(WORDS)
    nobody_is_there(page)
    sign_in_in_place(page, demo_server.person("Liam"))
    expect(page.get_by_test_id("letter")).to_have_value(WORDS)


def test_a_page_on_which_nothing_is_typed_is_left_for_the_sign_in_page(sit, case):
    page = sit("Mira", place_of(case))
    nobody_is_there(page)
    page.wait_for_url("**/en/sign-in?why=idle&next=*")
