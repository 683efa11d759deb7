from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.newcomers import confirm_newcomer, go_home, joined, made_link
from tests.browser.people import at_home, go, send, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CODE = "RO-2026-0100"
PLACE = "BATH-1"
SHEET = "Vera, 555 0199; never phone after six."
WORDS = "I want to know why.\n\nV."


@pytest.fixture(scope="module")
def story(chromium, server):
    """Olive enters an institution and a case; Mona, Lena and Vera join; Vera's letter is passed on. What was seen."""
    seen = {}
    with at_home(chromium, server, "Olive") as olive:
        enter_institution(olive, server)
        with joined(chromium, invite_staff(olive, "mediator"), "Mona") as mona:
            seen["before she is confirmed"] = mona.get_by_test_id("waiting").inner_text()
            let_in(olive, mona, "Mona")
            with joined(chromium, invite_staff(olive, "liaison"), "Lena") as lena:
                let_in(olive, lena, "Lena")
                expect(lena.locator("html")).to_have_attribute("data-vault", "ready")
                lena.get_by_test_id("task").click()
                expect(lena.get_by_test_id("no-task")).not_to_be_empty()
            enter_case(olive, server)
            take_on(mona, seen)
            brief(olive)
            seen["sheet"] = open_sheet(mona)
            play_a_letter(chromium, server, mona, seen)
        seen["record"] = read_record(olive)
        seen["office case"] = olive.locator("main").inner_text()
        olive.goto(f"{server.url}/en/review/{seen['letter']}")
        seen["officer at a letter"] = olive.locator("main").inner_text()
    return seen


def enter_institution(olive, server):
    go(olive, server, "institutions")
    olive.get_by_test_id("institution-code").fill(PLACE)
    olive.get_by_test_id("institution-name").fill("Bath Institution")
    olive.get_by_test_id("institution-en").check()
    olive.get_by_test_id("create-institution").click()
    expect(olive.locator(f"[data-code='{PLACE}']")).to_be_visible()


def invite_staff(olive, role):
    go_home(olive)
    olive.get_by_test_id("go-staff").click()
    olive.get_by_test_id(f"role-{role}").check()
    if role == "liaison":
        olive.get_by_test_id("institution").select_option(PLACE)
    olive.get_by_test_id("invite-en").check()
    return made_link(olive)


def let_in(olive, newcomer, name):
    go_home(olive)
    confirm_newcomer(olive, name, "to work here")
    newcomer.get_by_test_id("look-again").click()


def enter_case(olive, server):
    go(olive, server, "cases/new")
    olive.get_by_test_id("case-code").fill(CODE)
    olive.get_by_test_id("institution").select_option(PLACE)
    olive.get_by_test_id("lang-en").check()
    olive.get_by_test_id("sheet-person").fill(SHEET)
    olive.get_by_test_id("mediator").select_option(label="Mona")
    olive.get_by_test_id("invite-later").check()
    olive.get_by_test_id("create-case").click()
    olive.wait_for_url("**/cases/*")
    expect(olive.get_by_test_id("mediator-name")).to_have_text("Mona")


def take_on(mona, seen):
    go_home(mona)
    seen["case before"] = mona.get_by_test_id("case").locator("..").inner_text()
    mona.get_by_test_id("case").click()
    mona.get_by_test_id("take-on").click()
    expect(mona.get_by_test_id("invite")).to_be_visible()


def brief(olive):
    go_home(olive)
    olive.get_by_test_id("to-brief").filter(has_text=CODE).get_by_role("link").click()
    olive.get_by_test_id("brief").click()
    expect(olive.get_by_test_id("brief")).to_have_count(0)


def open_sheet(mona):
    mona.reload()
    mona.get_by_test_id("open-sheet").click()
    expect(mona.locator("#case-sheet")).to_be_focused()
    return mona.locator("#case-sheet").inner_text()


def play_a_letter(chromium, server, mona, seen):
    mona.get_by_test_id("invite").click()
    mona.get_by_test_id("invite-en").check()
    with joined(chromium, made_link(mona), "Vera") as vera:
        go_home(mona)
        confirm_newcomer(mona, "Vera", CODE)
        go(vera, server, "consent")
        vera.get_by_test_id("accept-mediator").click()
        expect(vera.get_by_test_id("accept-mediator")).to_be_hidden()
        vera.get_by_test_id("consent-all").click()
        expect(vera.get_by_test_id("consent-all")).to_be_hidden()
        write(vera, server, WORDS)
        seen["letter"] = send(vera)
    go_home(mona)
    mona.get_by_test_id("tray-item").click()
    expect(mona.locator("#sheet")).to_contain_text("I want to know why.")
    mona.get_by_test_id("release").click()
    expect(mona.locator("#problems")).to_be_visible()
    seen["problems"] = [line.get_attribute("data-problem") for line in mona.locator("#problems li:visible").all()]
    seen["before all is said"] = mona.get_by_test_id("confirm-release").is_visible()
    mona.get_by_test_id("go-case").click()
    record_all(mona)
    mona.get_by_test_id("case-message").click()
    mona.get_by_test_id("release").click()
    seen["preview"] = mona.locator("#sheet .sheet__text").inner_text()
    mona.get_by_test_id("confirm-release").click()
    expect(mona.get_by_test_id("released")).to_be_visible()


def record_all(mona):
    for side in (0, 1):
        mona.get_by_test_id("prepare").nth(side).locator("summary").click()
        box = mona.get_by_test_id("prepare").nth(side)
        box.get_by_test_id("record-prepared").click()
        expect(mona.locator("#error-summary")).to_be_focused()
        box.get_by_test_id("check-explained").check()
        with mona.expect_navigation():
            box.get_by_test_id("record-prepared").click()
    mona.get_by_test_id("agree").locator("summary").click()
    mona.get_by_test_id("agreed-all").check()
    mona.get_by_test_id("agree").get_by_test_id("how-written").check()
    with mona.expect_navigation():
        mona.get_by_test_id("record-consent").click()


def read_record(olive):
    go_home(olive)
    olive.get_by_test_id("case").filter(has_text=CODE).click()
    olive.get_by_test_id("show-record").click()
    expect(olive.get_by_test_id("record")).to_be_focused()
    return olive.get_by_test_id("record").inner_text()


def test_who_has_joined_to_work_here_waits_calmly(story):
    assert "confirms next" in story["before she is confirmed"]


def test_the_mediator_finds_the_case_and_its_sheet_once_she_took_it_on(story):
    assert "Waits for its mediator" in story["case before"]
    assert SHEET in story["sheet"]


def test_what_stands_in_the_way_is_said_and_nothing_can_be_passed_on_before(story):
    assert story["problems"] == ["consent-missing", "not-prepared"]
    assert story["before all is said"] is False


def test_the_preview_is_the_letter_itself(story):
    assert story["preview"] == WORDS


def test_the_office_sees_what_was_decided_and_no_letter(story):
    for said in (
        "Mona has no conflict of interest",
        "Mona confirmed who Vera is",
        "Vera sent a letter",
        "passed a message on",
    ):
        assert said in story["record"]
    assert "I want to know why" not in story["record"] + story["office case"] + story["officer at a letter"]
