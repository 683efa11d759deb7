"""A mediator was revoked: the server may go on as if nothing had happened, people's own devices refuse her key."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import expect

from relay.client.files import text_part
from tests.browser.people import PATIENCE, at_home, go, pull, sign_in, wait_saved
from tests.browser.second_days import PARTY, Newcomers, open_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REFUSED = "This cannot be sealed to the mediator at the moment."


@pytest.fixture(scope="module")
def left(demo_server):
    """Mona's case after she left: who its victim is, its code, and a task whose reply would be sealed to her."""
    with ExitStack() as people:
        olive, liam = (people.enter_context(demo_server.signed_in(name)) for name in ("Olive", "Liam"))
        newcomers = Newcomers(demo_server, people)
        mona = newcomers.staff("Mona", "mediator", olive)
        code, _ = open_case(olive, mona)
        nora = newcomers.victim("Nora", code, mona)
        for client, side in ((nora, PARTY), (mona, "offender")):
            client.consent(code, side, "all", given=True)
            mona.prepared(code, side)
        letter = nora.send(code, [text_part("Dear you.")])
        mona.release(letter)
        task = pull(liam, letter)
        liam.print(letter)
        liam.handled(letter, "delivered")
        olive.revoke(mona.me.card.digest)
        yield newcomers.known["Nora"], code, task


@contextmanager
def nothing_leaves(page):
    """Fail if anything sealed leaves this browser within the block."""
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url.partition("/api/v1/")[2])))
    yield
    assert any(path.startswith("custody/") for _, path in asked), "what her device asks for is not seen here"
    assert [path for method, path in asked if path.startswith("messages") and method != "GET"] == []


def as_if_nothing_waited(route):
    """Answer what the server says of the case, but for what sending waits for."""
    answer = route.fetch()
    route.fulfill(response=answer, json={**answer.json(), "awaiting": []})


def check_a_letter(page, server):
    go(page, server, "write")
    page.get_by_test_id("letter").fill("Dear you, again.")
    wait_saved(page)
    page.get_by_test_id("send").click()


def test_a_victims_page_seals_nothing_to_it_whatever_the_server_says(chromium, demo_server, left):
    person, code, _ = left
    context = chromium.new_context(reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page, demo_server, person)
    with nothing_leaves(page):
        check_a_letter(page, demo_server)
        expect(page.locator("[data-awaiting='desk']")).to_be_visible()
        expect(page.get_by_test_id("confirm-send")).to_be_hidden()

        context.route(f"**/api/v1/cases/{code}", as_if_nothing_waited)
        check_a_letter(page, demo_server)
        page.get_by_test_id("confirm-send").click()
        expect(page.get_by_test_id("trouble")).to_contain_text(REFUSED)
    context.close()


def test_a_liaisons_page_seals_nothing_to_it(chromium, demo_server, left):
    _, _, task = left
    with at_home(chromium, demo_server, "Liam") as liam, nothing_leaves(liam):
        go(liam, demo_server, f"tasks/{task}/reply")
        liam.get_by_test_id("letter").fill("He said: yes.")
        liam.get_by_test_id("send").click()
        liam.get_by_test_id("confirm-send").click()
        expect(liam.get_by_test_id("trouble")).to_contain_text(REFUSED)
