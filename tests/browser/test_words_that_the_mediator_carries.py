from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import at_home, go
from tests.browser.vaults import ask
from tests.support.server import CASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HERS = "She would like to know whether he kept the watch."
HIS = "He says that he is sorry about the watch."


@pytest.fixture(scope="module")
def thread(demo_server):
    """Anna's party, where both sides agreed to have words carried."""
    with demo_server.signed_in("Anna") as anna, demo_server.signed_in("Mira") as mira:
        thread = str(anna.http.get(f"/cases/{CASE}")["thread"])
        mira.consent(CASE, "offender", "all", given=True, model="relayed")
        return thread


def carried(chromium, server, thread, text):
    with at_home(chromium, server, "Mira") as mira:
        message: str = ask(mira, "relay", case=CASE, thread=thread, text=text, lang="en")["message"]
        return message


def test_she_agrees_on_her_page_to_have_words_carried(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as anna:
        go(anna, demo_server, "consent")
        for way in ("relayed-send", "relayed-receive"):
            anna.get_by_test_id(f"consent-{way}").click()
            expect(anna.get_by_test_id(f"state-{way}")).to_contain_text("You agree that your mediator carries words")


def test_her_words_are_shown_to_her_before_they_go(chromium, demo_server, thread):
    message = carried(chromium, demo_server, thread, HERS)
    with at_home(chromium, demo_server, "Mira") as mira:
        ask(mira, "proposeRelayed", message=message, party=thread)
    with at_home(chromium, demo_server, "Anna") as anna:
        line = anna.locator(f"[data-message='{message}']")
        expect(line).to_have_attribute("data-state", "wrote-to-you")
        line.get_by_test_id("sent-item").click()
        expect(anna.locator("#edited-sheet")).to_have_text(HERS)
        anna.get_by_test_id("agree").click()
        anna.get_by_test_id("confirm-agree").click()
        expect(anna.get_by_test_id("answered")).to_have_text("You agreed to exactly these words.")
    assert demo_server.act("Mira", "release", message)[0] == 0


def test_his_words_are_read_like_a_letter_and_called_what_they_are(chromium, demo_server, thread):
    message = carried(chromium, demo_server, thread, HIS)
    assert demo_server.act("Mira", "release", message, "--to", thread)[0] == 0
    with at_home(chromium, demo_server, "Anna") as anna:
        go(anna, demo_server, f"read/{message}")
        expect(anna.locator("#sheet")).to_have_text(HIS)
        expect(anna.get_by_test_id("carried")).to_contain_text("Your mediator carries these words.")


def test_what_was_said_in_person_is_not_offered_to_her_here(chromium, demo_server, thread):
    message = carried(chromium, demo_server, thread, HIS)
    assert demo_server.act("Mira", "release", message, "--to", thread, "--in-person")[0] == 0
    with at_home(chromium, demo_server, "Anna") as anna:
        assert anna.locator(f"[data-message='{message}']").count() == 0
