from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, at_home, wait_saved, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def anna(chromium, demo_server):
    with at_home(chromium, demo_server, "Anna") as page:
        yield page


def test_what_was_typed_is_there_after_a_reload(anna, demo_server):
    write(anna, demo_server, "Dear you,\n\nI begin again. <i>é</i>")
    anna.get_by_test_id("aside").fill("Only for you.")
    wait_saved(anna)
    anna.reload()
    wait_saved(anna)
    expect(anna.get_by_test_id("letter")).to_have_value("Dear you,\n\nI begin again. <i>é</i>")
    expect(anna.get_by_test_id("aside")).to_have_value("Only for you.")


def test_until_it_is_saved_the_page_says_to_keep_it_open(anna, demo_server):
    write(anna, demo_server, "Dear you,")
    anna.context.set_offline(True)
    anna.get_by_test_id("letter").press_sequentially(" once more")
    expect(anna.locator("html")).to_have_attribute("data-saved", "no")
    expect(anna.get_by_test_id("saved")).to_contain_text("Not yet saved: keep this page open.")
    anna.context.set_offline(False)
    wait_saved(anna)
    expect(anna.get_by_test_id("saved")).to_contain_text("Saved ")


def test_two_tabs_with_one_draft_ask_which_to_keep_and_lose_neither(anna, demo_server):
    write(anna, demo_server, "Dear you,")
    other = anna.context.new_page()
    other.goto(anna.url)
    wait_saved(other)
    other.get_by_test_id("letter").fill("From the other tab")
    wait_saved(other)
    anna.get_by_test_id("letter").fill("From this tab")
    anna.get_by_test_id("keep-both").click()
    wait_saved(anna)
    assert anna.url != other.url
    for page, text in ((anna, "From this tab"), (other, "From the other tab")):
        page.reload()
        wait_saved(page)
        expect(page.get_by_test_id("letter")).to_have_value(text)


def test_the_newer_version_can_be_taken_instead(anna, demo_server):
    write(anna, demo_server, "Dear you,")
    other = anna.context.new_page()
    other.goto(anna.url)
    wait_saved(other)
    other.get_by_test_id("letter").fill("From the other tab")
    wait_saved(other)
    anna.get_by_test_id("letter").fill("From this tab")
    anna.get_by_test_id("take-newer").click()
    expect(anna.get_by_test_id("letter")).to_have_value("From the other tab")
    expect(anna.get_by_test_id("draft-moved")).to_be_hidden()


def test_a_session_that_ends_while_writing_loses_nothing(anna, demo_server):
    write(anna, demo_server, "Dear you,")
    anna.context.clear_cookies()
    anna.get_by_test_id("letter").fill("Dear you, still here")
    again = anna.get_by_role("dialog")
    again.locator("#again-name").fill(demo_server.person("Anna")["sign_in"])
    again.locator("#again-passphrase").fill(demo_server.person("Anna")["passphrase"])
    again.locator("button[type='submit']").click()
    wait_saved(anna)
    expect(anna.get_by_test_id("letter")).to_have_value("Dear you, still here")


def test_a_draft_is_found_again_on_another_device_and_can_be_deleted(anna, demo_server, chromium):
    write(anna, demo_server, "To be thrown away")
    address = anna.url
    with at_home(chromium, demo_server, "Anna") as phone:
        phone.goto(address)
        wait_saved(phone)
        expect(phone.get_by_test_id("letter")).to_have_value("To be thrown away")
        phone.get_by_test_id("delete-draft").click()
        phone.get_by_test_id("confirm-delete-draft").click()
        phone.wait_for_url("**/home")
        phone.goto(address)
        expect(phone.get_by_test_id("trouble")).to_be_visible(timeout=PATIENCE)


def test_changing_the_language_keeps_the_draft(anna, demo_server):
    write(anna, demo_server, "Dear you,")
    anna.get_by_test_id("language").click()
    anna.wait_for_url("**/fr/write?draft=*")
    wait_saved(anna)
    expect(anna.get_by_test_id("letter")).to_have_value("Dear you,")


def test_a_letter_keeps_its_own_language_whatever_the_page_speaks(anna, demo_server):
    write(anna, demo_server, "Dear you,")
    anna.get_by_test_id("language").click()
    anna.wait_for_url("**/fr/write?draft=*")
    wait_saved(anna)
    anna.get_by_test_id("letter").fill("Dear you, again")
    wait_saved(anna)
    anna.get_by_test_id("send").click()
    expect(anna.locator("#preview")).to_have_attribute("lang", "en")
    anna.get_by_test_id("back-to-writing").click()
    anna.get_by_test_id("this-language").click()
    expect(anna.get_by_test_id("other-language")).to_be_hidden()
    wait_saved(anna)
    anna.reload()
    wait_saved(anna)
    expect(anna.get_by_test_id("letter")).to_have_attribute("lang", "fr-CA")
    expect(anna.get_by_test_id("other-language")).to_be_hidden()
