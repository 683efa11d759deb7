from __future__ import annotations

import pytest
from playwright.sync_api import expect

from relay.client.files import text_part
from tests.browser.people import at_home, go, hand_over, take_task
from tests.browser.vaults import ask
from tests.support.server import CASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def reply(server):
    """A reply that came back to a letter of Anna's."""
    with server.signed_in("Anna") as anna, server.signed_in("Mira") as mira, server.signed_in("Liam") as liam:
        letter = anna.send(CASE, [text_part("Dear you.")])
        mira.release(letter)
        task = liam.pull_task()
        liam.print(letter)
        liam.handled(letter, "delivered")
        return liam.reply(task.task, [text_part("I read it. I work at the harbour now.")])


@pytest.fixture
def liam(chromium, server):
    with at_home(chromium, server, "Liam") as page:
        yield page


def test_guidance_comes_as_a_task_that_says_whose_words_these_are(chromium, server, liam, reply):
    with at_home(chromium, server, "Mira") as mira:
        ask(mira, "returnLetter", message=reply, text="Would you leave out where you work?", lang="en")
    take_task(liam, server)
    expect(liam.locator("#about")).to_contain_text("the mediator's own words")
    expect(liam.locator("#sheet")).to_contain_text("Would you leave out where you work?")
    hand_over(liam)


def test_what_the_person_says_to_an_edit_is_recorded_with_a_confirmation(chromium, server, liam, reply):
    with at_home(chromium, server, "Mira") as mira:
        edited = ask(mira, "propose", message=reply, parts=[{"text": "I read it."}], lang="en")["message"]
    number = take_task(liam, server)
    expect(liam.locator("#about")).to_contain_text("exactly these words")
    hand_over(liam)
    go(liam, server, "home")
    expect(liam.locator(f"[data-message='{edited}'] .message__state")).to_have_text("Handed over, no answer recorded")
    assert server.act("Mira", "release", edited)[0] == 3

    go(liam, server, f"tasks/{number}")
    liam.get_by_test_id("answer-written").check()
    liam.get_by_test_id("agree").click()
    expect(liam.locator("#ask-agree")).to_contain_text(f"task {number}, the person agrees to exactly these words")
    liam.get_by_test_id("confirm-agree").click()
    expect(liam.get_by_test_id("answer")).to_have_count(0)
    assert server.act("Mira", "release", edited)[0] == 0
