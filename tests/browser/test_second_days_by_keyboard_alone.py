"""Returning, proposing, carrying, giving again, ending somebody's part and calling back: Tab, Enter, Space, arrows."""

from __future__ import annotations

import secrets

import pytest
from playwright.sync_api import expect

from relay.client.files import text_part
from relay.client.join import Newcomer
from tests.browser.keyboard import choose, press, reach, write_into
from tests.browser.people import at_home, go, pull
from tests.support.fresh_case import PARTY, fresh_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def case(demo_server):
    with fresh_case(demo_server) as case:
        yield case


@pytest.fixture
def mira(chromium, demo_server):
    with at_home(chromium, demo_server, "Mira") as page:
        yield page


def address(case):
    """Return the case's opaque id."""
    return case.mira.http.get(f"/cases/{case.code}")["public_id"]


def open_letter(page, case, words):
    """Let Nora send a letter, and Mira open it from her tray; returns its id."""
    letter = case.nora.send(case.code, [text_part(words)])
    page.reload()
    press(page, "tray-item", having=letter)
    page.wait_for_url("**/review/*")
    expect(page.locator("#sheet .sheet__text")).to_have_text(words)
    return letter


def test_a_letter_is_given_back_with_a_few_words(mira, case):
    open_letter(mira, case, "I live on Elm Street.")
    press(mira, "return")
    write_into(mira, "guidance", "Would you leave out the street?")
    press(mira, "confirm-return")
    expect(mira.locator("#review")).to_have_attribute("data-state", "returned")


def test_an_edit_is_proposed(mira, case):
    letter = open_letter(mira, case, "I live on Elm Street.")
    write_into(mira, "edited", "I live far away.")
    press(mira, "propose", " ")
    write_into(mira, "propose-words", "I left out the street.")
    press(mira, "confirm-propose")
    expect(mira.locator("#review")).to_have_attribute("data-state", "proposed")
    assert case.nora.wrote(letter).proposed.parts[0].data == b"I live far away."


def test_words_are_written_down_to_be_carried_and_their_author_is_asked(mira, demo_server, case):
    go(mira, demo_server, f"cases/{address(case)}")
    press(mira, "carry")
    write_into(mira, "carried", "Nora still has the blue cup.")
    press(mira, "keep-carried")
    mira.wait_for_url("**/review/*")
    expect(mira.locator("#sheet .sheet__text")).to_have_text("Nora still has the blue cup.")
    press(mira, "propose", having="Nora")
    expect(mira.locator("#review")).to_have_attribute("data-state", "proposed")


def test_what_was_called_back_is_recorded_at_the_counter(chromium, demo_server, case):
    letter = case.nora.send(case.code, [text_part("Not any more.")])
    case.mira.release(letter)
    number = str(pull(case.liam, letter))
    case.nora.withdraw(letter)
    with at_home(chromium, demo_server, "Liam") as liam:
        press(liam, "recall", having=number)
        liam.wait_for_url(f"**/tasks/{number}")
        press(liam, "recalled")
        press(liam, "confirm-recalled")
        expect(liam.get_by_test_id("state")).to_have_text("Called back, and recorded")


def test_the_answer_to_an_edit_is_recorded_at_the_counter(chromium, demo_server, case):
    letter = case.nora.send(case.code, [text_part("A question.")])
    case.mira.release(letter)
    task = pull(case.liam, letter)
    case.liam.print(letter)
    case.liam.handled(letter, "delivered")
    edit = case.mira.propose(case.liam.reply(task, [text_part("I work at the harbour.")]), [text_part("I work.")])
    number = pull(case.liam, edit)
    case.liam.print(edit)
    case.liam.handled(edit, "delivered")
    with at_home(chromium, demo_server, "Liam") as liam:
        go(liam, demo_server, f"tasks/{number}")
        choose(liam, "answer-written", first="answer-spoken")
        press(liam, "disagree")
        press(liam, "confirm-disagree")
        expect(liam.get_by_test_id("answer")).to_have_count(0)


def test_somebodys_part_is_ended(chromium, demo_server, case):
    name = f"Lou {secrets.token_hex(4)}"
    invited = case.olive.invite("mediator")
    with demo_server.client() as lou, at_home(chromium, demo_server, "Olive") as olive:
        lou.join(invited.link, Newcomer(name, name, secrets.token_hex(8)))
        case.olive.confirm(invited.id)
        go(olive, demo_server, "staff")
        expect(olive.get_by_role("button", name=f"{name} works here no longer")).to_be_enabled()
        press(olive, "revoke", having=name)
        press(olive, "confirm-revoke")
        expect(olive.get_by_test_id("staff-said")).to_contain_text(f"{name} works here no longer")
        expect(olive.get_by_test_id("staff-said")).to_be_focused()


def test_what_was_hers_is_given_to_a_new_key(mira, demo_server):
    with fresh_case(demo_server) as case, demo_server.client() as again:  # her first account ends
        letter = case.nora.send(case.code, [text_part("One more.")])
        case.mira.return_letter(letter, "Would you say more?")
        invited = case.mira.invite("victim", case=case.code, party=PARTY)
        again.join(invited.link, Newcomer(f"nora-{secrets.token_hex(5)}", "Nora again", secrets.token_hex(8)))
        case.mira.confirm(invited.id)
        go(mira, demo_server, f"invite/{address(case)}")
        expect(mira.get_by_test_id("regrant")).to_be_enabled()
        press(mira, "regrant")
        press(mira, "confirm-again")
        expect(mira.get_by_test_id("again-said")).to_have_text("Nora again has again what was given before (1).")
        expect(mira.locator("#again-title")).to_be_focused()
        reach(mira, "back")  # and on from there
        assert again.wrote(letter).original.parts[0].data == b"One more."
