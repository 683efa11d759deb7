from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, no_wider_than_its_window

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CASE = "RO-2026-0001"


@pytest.fixture
def link(demo_server):
    """Olive invites a mediator."""
    with demo_server.signed_in("Olive") as olive:
        return olive.invite("mediator").link


@pytest.fixture
def joining(chromium, link):
    """Whoever was invited, on a small phone, at the first screen."""
    context = chromium.new_context(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(link)
    expect(page.get_by_role("heading", name="What this is")).to_be_focused()
    yield page
    context.close()


def go_on(page):
    page.locator("[data-view]:visible [data-testid=join-next]").click()


def up_to_the_code(page, sign_in):
    go_on(page)
    page.get_by_test_id("join-name").fill("Marta")
    page.get_by_test_id("join-sign-in").fill(sign_in)
    go_on(page)
    words = page.get_by_test_id("join-words").locator("li").all_inner_texts()
    go_on(page)
    return words


def test_the_secret_leaves_the_address_and_a_reload_goes_on(joining):
    assert "#" not in joining.url
    joining.reload()
    expect(joining.get_by_role("heading", name="What this is")).to_be_visible()


def test_every_screen_fits_a_small_phone_and_gets_the_focus(joining):
    screens = 0
    while True:
        screens += 1
        assert no_wider_than_its_window(joining)
        expect(joining.locator("[data-view]:visible h1")).to_be_focused()
        if joining.get_by_test_id("join-code").is_visible():
            break
        for field in joining.locator("[data-view]:visible input").locator("visible=true").all():
            field.fill("somebody")
        go_on(joining)
    assert screens == 4  # then done, and home: six


def test_other_words_are_drawn_as_often_as_wanted(joining):
    go_on(joining)
    joining.get_by_test_id("join-name").fill("Marta")
    joining.get_by_test_id("join-sign-in").fill("mona-draws")
    go_on(joining)
    drawn = set()
    words = joining.get_by_test_id("join-words").locator("li")
    for _ in range(3):
        expect(words).to_have_count(6)
        shown = words.all_inner_texts()
        drawn.add(tuple(shown))
        joining.get_by_test_id("join-draw").click()
        expect(words).not_to_have_text(shown)
    assert len(drawn) == 3


def test_two_groups_of_the_code_are_typed_back_and_the_words_sign_in(joining, demo_server):
    words = up_to_the_code(joining, "mona-with-code")
    groups = joining.get_by_test_id("join-code").locator("li").all_inner_texts()
    joining.get_by_test_id("join-code-written").click()
    expect(joining.get_by_test_id("join-code")).to_be_hidden()
    joining.get_by_test_id("join-group-1").fill("0000")
    joining.get_by_test_id("join-finish").click()
    expect(joining.locator("#error-summary")).to_be_focused()
    for field in ("group-1", "group-2"):
        number = int(joining.locator(f"label[for={field}]").inner_text().split()[-1])
        joining.get_by_test_id(f"join-{field}").fill(groups[number - 1].lower())
    joining.get_by_test_id("join-finish").click()
    expect(joining.get_by_role("heading", name="You have joined")).to_be_focused()
    joining.context.clear_cookies()
    joining.goto(f"{demo_server.url}/en/sign-in")
    joining.get_by_test_id("sign-in-name").fill("mona-with-code")
    joining.get_by_test_id("passphrase").fill(" ".join(words))
    joining.get_by_test_id("sign-in").click()
    joining.wait_for_url("**/en/home")


def test_a_name_in_use_leads_back_to_the_name_and_the_code_may_be_skipped(joining):
    up_to_the_code(joining, "anna")
    joining.get_by_test_id("join-skip").click()
    expect(joining.locator("#join-sign-in-error")).to_contain_text("in use")
    joining.get_by_test_id("join-sign-in").fill("mona-without-code")
    for _ in range(2):
        go_on(joining)
    joining.get_by_test_id("join-skip").click()
    expect(joining.get_by_role("heading", name="You have joined")).to_be_focused()


def test_a_used_link_and_a_wrong_one_say_what_to_do(joining, link):
    up_to_the_code(joining, "mona-uses-it")
    joining.get_by_test_id("join-skip").click()
    expect(joining.get_by_role("heading", name="You have joined")).to_be_focused()
    for address, sentence in ((link, "already joined"), (f"{link[:-4]}AAAA", "Do not go on"), (link[:60], "too old")):
        joining.goto("about:blank")
        joining.goto(address)
        expect(joining.get_by_test_id("join-trouble")).to_contain_text(sentence)
