from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import at_home, go, send, wait_saved
from tests.browser.vaults import ask
from tests.support.server import CASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OTHER, PARTY = "RO-2026-0007", "victim-3"


@pytest.fixture(scope="module")
def server(chromium, server):
    """A programme in which Anna takes part in a second case, with Marc."""
    with server.signed_in("Olive") as olive, server.signed_in("Marc") as marc:
        olive.create_case(OTHER, "WARK-2", langs=["en"], mediator=marc.me.card.digest)
        marc.take_on(OTHER)
        invited = marc.invite("victim", case=OTHER, party=PARTY)
        with at_home(chromium, server, "Anna") as anna:
            ask(anna, "acceptInvitation", fragment=invited.link.partition("#")[2])
        marc.confirm(invited.id)
    return server


@pytest.fixture
def anna(chromium, server):
    with at_home(chromium, server, "Anna") as page:
        yield page


def choose(page, name):
    page.get_by_test_id("which-case").filter(has_text=name).click()


def test_writing_asks_which_one_by_her_mediators_name(anna, server):
    go(anna, server, "write")
    expect(anna.get_by_test_id("which-case")).to_have_text(["Mira", "Marc"])
    assert CASE not in anna.content().replace(f'data-case-name="{CASE}"', "")

    choose(anna, "Mira")
    expect(anna.get_by_test_id("case-name")).to_have_text("Mira")
    anna.get_by_test_id("letter").fill("Dear you.")
    wait_saved(anna)
    letter = send(anna)
    expect(anna.locator(f"[data-message='{letter}'] .message__case")).to_have_text("Mira")
    assert server.act("Mira", "open", letter)[0] == 0
    assert server.act("Marc", "open", letter)[0] == 3


def test_what_she_agrees_to_in_one_says_nothing_of_the_other(anna, server):
    go(anna, server, "consent")
    choose(anna, "Marc")
    expect(anna.get_by_test_id("state-send")).to_have_text("You have not agreed to send letters.")
    go(anna, server, "consent")
    choose(anna, "Mira")
    expect(anna.get_by_test_id("state-send")).to_have_text("You agree to send letters.")


def test_a_word_of_her_own_stands_where_the_name_stood(anna, server):
    go(anna, server, "consent")
    choose(anna, "Marc")
    anna.get_by_test_id("own-word").fill("spring")
    anna.get_by_test_id("keep-word").click()
    expect(anna.get_by_test_id("case-name")).to_have_text("spring")
    go(anna, server, "write")
    expect(anna.get_by_test_id("which-case")).to_have_text(["Mira", "spring"])


def test_withdrawing_all_in_one_leaves_the_other(anna, server):
    with server.signed_in("Anna") as client:
        client.consent(OTHER, PARTY, "all", given=True)
    letters = {}
    for name in ("Mira", "spring"):
        go(anna, server, "write")
        choose(anna, name)
        anna.get_by_test_id("letter").fill("Dear you.")
        wait_saved(anna)
        letters[name] = send(anna)
    go(anna, server, "consent")
    choose(anna, "spring")
    anna.get_by_test_id("withdraw").click()
    anna.get_by_test_id("confirm-withdraw").click()
    expect(anna.get_by_test_id("withdrawn")).not_to_be_empty()
    go(anna, server, "home")
    states = [anna.locator(f"[data-message='{letter}']").get_attribute("data-state") for letter in letters.values()]
    assert states == ["with-mediator", "withdrawn"]
