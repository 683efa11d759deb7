"""Nora and Bea are parties of one case: its mediator chooses whose thread it is, and neither learns of the other."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import expect

from relay.client.files import text_part
from tests.browser.people import PATIENCE, at_home, go, sign_in
from tests.browser.second_days import Newcomers, open_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PARTIES = {"Nora": "victim-21", "Bea": "victim-22"}


@pytest.fixture(scope="module")
def case(demo_server):
    """The case's opaque id and who they are: each was written to about a letter and came back with new keys since."""
    with ExitStack() as people:
        olive, mira = (people.enter_context(demo_server.signed_in(name)) for name in ("Olive", "Mira"))
        newcomers = Newcomers(demo_server, people)
        code, public_id = open_case(olive, mira)
        for name, party in PARTIES.items():
            person = newcomers.victim(name, code, mira, party)
            person.consent(code, party, "all", given=True)
            mira.return_letter(person.send(code, [text_part(f"From {name}.")]), "Would you say more?")
        for name, party in PARTIES.items():
            newcomers.victim(name, code, mira, party)
        yield public_id, newcomers.known


@contextmanager
def at_her_page(chromium, server, person):
    context = chromium.new_context(reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page, server, person)
    yield page
    context.close()


def sides(page):
    return {side.get_attribute("data-party") for side in page.locator("main [data-party]").all()}


def test_what_is_carried_is_between_the_institution_and_the_one_who_was_chosen(chromium, demo_server, case):
    with at_home(chromium, demo_server, "Mira") as mira:
        go(mira, demo_server, f"cases/{case[0]}")
        mira.get_by_test_id("carry").locator("summary").click()
        mira.get_by_test_id("carried").fill("She is well.")
        mira.get_by_test_id("keep-carried").click()
        expect(mira.locator("#error-summary")).to_contain_text("Choose whose thread it belongs to.")
        mira.locator("#carry").get_by_label("Bea").check()
        mira.get_by_test_id("keep-carried").click()
        mira.wait_for_url("**/review/*")
        expect(mira.locator("#sheet .sheet__text")).to_have_text("She is well.")
        expect(mira.get_by_test_id("propose").filter(has_text="Bea")).to_have_count(1)
        expect(mira.locator("main")).not_to_contain_text("Nora")
        mira.get_by_test_id("release").filter(has_text="Bea").click()
        mira.wait_for_url("**/release/*")
        expect(mira.locator("#opening")).to_be_hidden()
        assert sides(mira) == {PARTIES["Bea"], "offender"}
        expect(mira.locator("main")).not_to_contain_text("Nora")


def test_each_is_given_again_what_was_hers_by_a_press_of_its_own(chromium, demo_server, case):
    with at_home(chromium, demo_server, "Mira") as mira:
        go(mira, demo_server, f"invite/{case[0]}")
        lines = mira.get_by_test_id("again-list").locator("li")
        expect(lines).to_contain_text(["Nora: 1 given to the earlier key.", "Bea: 1 given to the earlier key."])
        lines.filter(has_text="Bea").get_by_test_id("regrant").click()
        expect(mira.locator("#again-whose")).to_have_text("Bea")
        mira.get_by_test_id("confirm-again").click()
        expect(mira.get_by_test_id("again-said")).to_have_text("Bea has again what was given before (1).")
        expect(lines).to_have_count(1)
        expect(lines).to_contain_text("Nora: 1 given to the earlier key.")


def test_one_withdraws_everything_and_nothing_changes_for_the_other(chromium, demo_server, case):
    known = case[1]
    with (
        at_her_page(chromium, demo_server, known["Bea"]) as bea,
        at_her_page(chromium, demo_server, known["Nora"]) as nora,
    ):
        before = answers(bea, demo_server)
        assert answers(bea, demo_server) == before  # else the comparison means nothing
        go(nora, demo_server, "consent")
        nora.get_by_test_id("withdraw").click()
        nora.get_by_test_id("confirm-withdraw").click()
        expect(nora.get_by_test_id("withdrawn")).not_to_be_empty()
        go(nora, demo_server, "home")
        expect(nora.locator("li[data-message]")).to_have_attribute("data-state", "withdrawn")
        assert answers(bea, demo_server) == before
        bea.reload()
        expect(bea.locator("li[data-message]")).to_have_attribute("data-state", "wrote-to-you")


def answers(page, server):
    """Fetch what her browser may ask for, head and body; without what is drawn anew each time."""
    paths = ("en/home", "en/consent", "en/write", "api/v1/tray", "api/v1/cases", "api/v1/drafts")
    got = {path: page.context.request.get(f"{server.url}/{path}") for path in paths}
    drawn = ("date", "set-cookie")
    return {
        path: (
            answer.status,
            [header for header in answer.headers_array if header["name"].lower() not in drawn],
            [line for line in answer.body().splitlines() if b"csrf" not in line],
        )
        for path, answer in got.items()
    }
