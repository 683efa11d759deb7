from __future__ import annotations

import secrets

import pytest
from playwright.sync_api import expect

from relay.client.errors import Refusal
from relay.client.join import Newcomer
from tests.browser.keyboard import press, reach
from tests.browser.people import PATIENCE, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OLD = "six words that nobody else knows"
OWN = "violon girafe tracteur nuage moutarde"


@pytest.fixture(params=["en", "fr"])
def nils(request, demo_server):
    """Nils joined to mediate, without a recovery code, and asks for his account."""
    newcomer = Newcomer(sign_in=f"nils-{secrets.token_hex(4)}", name="Nils", passphrase=OLD, lang=request.param)
    with demo_server.signed_in("Olive") as olive, demo_server.client() as client:
        client.join(olive.invite("mediator").link, newcomer)
    return newcomer


@pytest.fixture
def account(page, demo_server, nils):
    page.context.set_default_timeout(PATIENCE)
    sign_in(page, demo_server, {"lang": nils.lang, "sign_in": nils.sign_in, "passphrase": OLD})
    page.goto(f"{demo_server.url}/{nils.lang}/account")
    expect(page.get_by_test_id("notes").locator("li")).to_have_count(2)  # joined with Python, signed in with a browser
    return page


def type_in(page, testid, text):
    reach(page, testid)
    page.keyboard.type(text)


def tried(demo_server, name, passphrase):
    """Whose account opens, or what is refused."""
    with demo_server.client() as client:
        try:
            return client.sign_in(name, passphrase).card.name
        except Refusal as refusal:
            return refusal.reason


def test_by_keyboard_a_passphrase_of_ones_own_replaces_the_old_one(account, demo_server, nils):
    press(account, "new-passphrase")
    expect(account.locator("[data-view=passphrase] h1")).to_be_focused()
    type_in(account, "old-passphrase", OLD)
    press(account, "own-instead")
    type_in(account, "own", "nils nils nils nils")
    press(account, "change-passphrase")
    expect(account.locator("#own-error")).not_to_have_text("")
    account.get_by_test_id("own").fill(OWN)
    type_in(account, "own-again", OWN)
    press(account, "change-passphrase")
    expect(account.get_by_test_id("changed")).not_to_have_text("")
    expect(account.get_by_test_id("notes").locator("li")).to_have_count(3)
    assert account.locator("#own").input_value() == account.locator("#passphrase-old").input_value() == ""
    assert tried(demo_server, nils.sign_in, OWN) == "Nils"
    assert tried(demo_server, nils.sign_in, OLD) == "wrong-sign-in"


def test_a_wrong_passphrase_of_now_changes_nothing(account, demo_server, nils):
    press(account, "new-passphrase")
    type_in(account, "old-passphrase", "not the words")
    press(account, "change-passphrase")
    expect(account.locator("#passphrase-old-error")).not_to_have_text("")
    assert tried(demo_server, nils.sign_in, OLD) == "Nils"


def test_a_new_name_signs_in_with_the_same_passphrase_and_the_page_goes_on_working(account, demo_server, nils):
    press(account, "new-name")
    type_in(account, "name-new", "anna")
    type_in(account, "name-passphrase", OLD)
    press(account, "change-name")
    expect(account.locator("#name-new-error")).not_to_have_text("")
    name = f"{nils.sign_in} Again"
    account.get_by_test_id("name-new").fill(name)
    press(account, "change-name")
    expect(account.locator("#sign-in-name")).to_have_text(name.lower())
    assert tried(demo_server, name, OLD) == "Nils"
    assert tried(demo_server, nils.sign_in, OLD) == "wrong-sign-in"
    account.reload()
    expect(account.get_by_test_id("notes").locator("li")).to_have_count(3)


def test_a_new_code_is_typed_back_and_lets_him_in(account, demo_server, nils):
    has_code = account.get_by_test_id("has-code").inner_text()
    press(account, "new-code")
    type_in(account, "code-passphrase", OLD)
    listed = account.get_by_test_id("join-code").locator("li")
    expect(listed).to_have_count(8)
    groups = listed.all_inner_texts()
    press(account, "join-code-written")
    for field in ("group-1", "group-2"):
        number = int(account.locator(f"label[for={field}]").inner_text().split()[-1])
        type_in(account, f"join-{field}", groups[number - 1])
    press(account, "join-finish")
    expect(account.get_by_test_id("changed")).not_to_have_text("")
    expect(account.get_by_test_id("has-code")).not_to_have_text(has_code)
    assert account.locator("#code li").count() == 0
    account.goto(f"{demo_server.url}/{nils.lang}/recover")
    account.get_by_test_id("recover-name").fill(nils.sign_in)
    account.get_by_test_id("recover-code").fill(" ".join(groups))
    account.keyboard.press("Enter")
    expect(account.get_by_test_id("recover-found")).to_have_text("Nils")


def test_every_other_session_ends_with_one_press(account, demo_server, nils):
    with demo_server.client() as elsewhere:
        elsewhere.sign_in(nils.sign_in, OLD)
        account.reload()
        expect(account.locator("#sessions li")).to_have_count(2)
        press(account, "end-others")
        expect(account.locator("#sessions li")).to_have_count(1)
        expect(account.get_by_test_id("end-others")).to_be_hidden()
        with pytest.raises(Refusal) as refused:
            elsewhere.http.get("/account")
        assert refused.value.status == 401
        elsewhere.me = None
