from __future__ import annotations

import secrets
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import expect

from relay.client.join import Newcomer
from tests.browser.people import PATIENCE, at_home, sign_in
from tests.support.fresh_case import fresh_case
from tests.support.server import until

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Colleagues:
    """Staff of this test's own, whom Olive invited and endorsed, as demo.json would list them."""

    def __init__(self, server, people):
        self.server, self.people = server, people
        self.olive = people.enter_context(server.signed_in("Olive"))
        self.named = {}

    def join(self, name, role, desk=""):
        word = secrets.token_hex(6)
        invited = self.olive.invite(role, desk=desk)
        client = self.people.enter_context(self.server.client())
        client.join(invited.link, Newcomer(f"{name.lower()}-{word}", f"{name} {word}", word))
        self.olive.confirm(invited.id)
        self.named[name] = {
            "lang": "en",
            "sign_in": f"{name.lower()}-{word}",
            "passphrase": word,
            "name": f"{name} {word}",
        }
        return client


@pytest.fixture
def colleagues(demo_server):
    with ExitStack() as people:
        yield Colleagues(demo_server, people)


@contextmanager
def browser_of(chromium, server, person):
    context = chromium.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page, server, person)
    yield page
    context.close()


def ends(olive, server, person):
    """Let Olive end somebody's part in the browser; the dialog says what follows."""
    olive.goto(f"{server.url}/en/staff")
    olive.get_by_role("button", name=f"{person['name']} works here no longer").click()
    expect(olive.locator("#revoke-question-consequence")).to_contain_text(f"{person['name']} is signed out everywhere")
    olive.get_by_test_id("confirm-revoke").click()
    expect(olive.get_by_test_id("staff-said")).to_contain_text(f"{person['name']} works here no longer")
    expect(olive.get_by_test_id("staff")).not_to_contain_text(person["name"])


def test_a_colleague_opens_what_the_desk_receives_and_has_it_alone_afterwards(chromium, demo_server, colleagues):
    code = f"I-{secrets.token_hex(4).upper()}"
    desk = colleagues.olive.create_institution(code, f"House {code}")
    colleagues.join("Lou", "liaison", desk).open_desk(desk)
    lena = colleagues.join("Lena", "liaison", desk)
    lou_is, lena_is = colleagues.named["Lou"], colleagues.named["Lena"]
    with browser_of(chromium, demo_server, lou_is) as lou, at_home(chromium, demo_server, "Olive") as olive:
        expect_held(lena, desk, 1)  # her colleague's device shared it
        ends(olive, demo_server, lou_is)
        olive.reload()
        line = olive.locator(f"[data-desk='{desk}']")
        expect(line).to_contain_text(f"nothing can be sent there until one of these people signs in: {lena_is['name']}")
        lou.reload()
        expect(lou).to_have_url(f"{demo_server.url}/en/sign-in?next=/en/home")
        with browser_of(chromium, demo_server, lena_is):
            expect_held(lena, desk, 2)
        olive.reload()
        expect(line).to_have_count(0)


def expect_held(client, desk, count):
    """Wait until somebody holds so many keys of a desk."""
    until(lambda: len(client.http.get(f"/desks?desk={desk}")["desks"]) == count, 30)


def test_a_case_goes_to_another_mediator(chromium, demo_server, colleagues):
    with fresh_case(demo_server) as case:
        mona = colleagues.join("Mona", "mediator")
        person = colleagues.named["Mona"]
        case.olive.assign(f"case/{case.code}", mona.me.card.digest)
        mona.take_on(case.code)
        public_id = case.olive.http.get(f"/cases/{case.code}")["public_id"]
        with at_home(chromium, demo_server, "Olive") as olive:
            ends(olive, demo_server, person)
            olive.goto(f"{demo_server.url}/en/home")
            olive.get_by_test_id("unsound").filter(has_text=case.code).get_by_role("link").click()
            expect(olive).to_have_url(f"{demo_server.url}/en/cases/{public_id}")
            expect(olive.locator("main")).to_contain_text(f"{person['name']} mediates no longer")
            olive.get_by_test_id("mediator").select_option(label="Marc")
            olive.get_by_test_id("assign").click()
            expect(olive.get_by_test_id("mediator-name")).to_have_text("Marc")
            expect(olive.locator("main")).not_to_contain_text("mediates no longer")
        case.marc.take_on(case.code)
        assert case.nora.http.get(f"/cases/{case.code}")["awaiting"] == []


def test_nobody_ends_their_own_part(chromium, demo_server):
    with at_home(chromium, demo_server, "Olive") as olive:
        olive.goto(f"{demo_server.url}/en/staff")
        expect(olive.get_by_test_id("staff").locator("li").first).to_be_visible()
        own = olive.get_by_test_id("staff").locator("li").filter(has_text="Olive (you)")
        expect(own.get_by_role("button")).to_have_count(0)
        expect(olive.get_by_test_id("revoke").first).to_be_enabled()
