from __future__ import annotations

import secrets

import pytest
from playwright.sync_api import expect

from relay.client.join import Newcomer
from relay.protocol.recovery import new_code, show_code
from tests.browser.keyboard import press, reach
from tests.browser.people import PATIENCE, no_wider_than_its_window, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(params=["en", "fr"])
def nell(request, demo_server):
    """Nell joined to mediate, with a recovery code on paper."""
    newcomer = Newcomer(
        sign_in=f"nell-{secrets.token_hex(4)}",
        name="Nell",
        passphrase="six words that nobody else knows",
        recovery=show_code(new_code()),
        lang=request.param,
    )
    with demo_server.signed_in("Olive") as olive, demo_server.client() as client:
        client.join(olive.invite("mediator").link, newcomer)
    return newcomer


@pytest.fixture
def door(page, demo_server, nell):
    page.context.set_default_timeout(PATIENCE)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{demo_server.url}/{nell.lang}/sign-in")
    press(page, "recover")
    expect(page.get_by_test_id("recover-name")).to_be_visible()
    return page


def type_in(page, testid, text):
    reach(page, testid)
    page.keyboard.type(text)


def prove(page, name, code):
    type_in(page, "recover-name", name)
    type_in(page, "recover-code", code)
    page.keyboard.press("Enter")


def words_shown(page, testid="join-words", count=6):
    listed = page.get_by_test_id(testid).locator("li")
    expect(listed).to_have_count(count)
    return listed.all_inner_texts()


def test_by_keyboard_alone_the_code_gives_a_new_passphrase_and_a_new_code(door, demo_server, nell):
    prove(door, nell.sign_in.upper(), nell.recovery.lower().replace("-", " "))
    expect(door.get_by_test_id("recover-found")).to_have_text("Nell")
    expect(door.locator("[data-view]:visible h1")).to_be_focused()
    passphrase = " ".join(words_shown(door))
    assert no_wider_than_its_window(door)
    press(door, "recover-next")
    expect(door.locator("[data-view]:visible h1")).to_be_focused()
    groups = words_shown(door, "join-code", 8)
    assert "-".join(groups) != nell.recovery
    assert no_wider_than_its_window(door)
    press(door, "join-code-written")
    for field in ("group-1", "group-2"):
        number = int(door.locator(f"label[for={field}]").inner_text().split()[-1])
        type_in(door, f"join-{field}", groups[number - 1])
    press(door, "join-finish")
    expect(door.locator("[data-view=done] h1")).to_be_focused()
    press(door, "recover-home")
    door.wait_for_url(f"**/{nell.lang}/home")
    with demo_server.client() as client:
        assert client.sign_in(nell.sign_in, passphrase).card.name == "Nell"


def test_a_wrong_code_says_nothing_about_the_name(door):
    prove(door, "nobody of this name", show_code(new_code()))
    expect(door.locator("#error-summary")).to_be_focused()
    unknown = door.locator("#recover-code-error").inner_text()
    door.reload()
    prove(door, "anna", show_code(new_code()))
    expect(door.locator("#recover-code-error")).to_have_text(unknown)


def test_nothing_typed_and_no_code_at_all_are_told_on_the_device(door, nell):
    asked = []
    door.on("request", lambda request: asked.append(request.url))
    press(door, "recover-next")
    expect(door.locator("#recover-name-error")).to_be_visible()
    expect(door.locator("#recover-code-error")).to_be_visible()
    prove(door, nell.sign_in, "not a code")
    expect(door.locator("#recover-code-error")).not_to_have_text("")
    assert not any(url.endswith("/recover/look") for url in asked)


def test_neither_code_nor_words_nor_seed_leave_the_device(door, nell):
    sent = []
    door.context.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    prove(door, nell.sign_in, nell.recovery)
    words = words_shown(door)
    press(door, "recover-next")
    groups = words_shown(door, "join-code", 8)
    door.get_by_test_id("recover-skip").click()
    expect(door.locator("[data-view=done] h1")).to_be_focused()
    wire = "\n".join(sent)
    assert "/recover" in wire
    for secret in (" ".join(words), "-".join(groups), "".join(groups), nell.recovery, nell.recovery.replace("-", "")):
        assert secret not in wire
    kept = door.evaluate("() => JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)])")
    assert not any(word in kept for word in words)
    assert door.locator("#words li, #code li").count() == 0


def test_whoever_is_signed_in_elsewhere_is_asked_to_sign_in_again(chromium, demo_server, nell):
    contexts = [chromium.new_context() for _ in range(2)]
    elsewhere, here = (context.new_page() for context in contexts)
    for page in (elsewhere, here):
        page.set_default_timeout(PATIENCE)
    person = {"lang": nell.lang, "sign_in": nell.sign_in, "passphrase": nell.passphrase}
    sign_in(elsewhere, demo_server, person)
    here.goto(f"{demo_server.url}/{nell.lang}/recover")
    prove(here, nell.sign_in, nell.recovery)
    words_shown(here)
    here.get_by_test_id("recover-next").locator("visible=true").click()
    here.get_by_test_id("recover-skip").click()
    expect(here.locator("[data-view=done] h1")).to_be_focused()
    elsewhere.goto(f"{demo_server.url}/{nell.lang}/account")
    assert "/sign-in?next=" in elsewhere.url
    for context in contexts:
        context.close()
