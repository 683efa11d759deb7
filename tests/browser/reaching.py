"""How people get a page into one of its states: pressing too soon, sending nothing, choosing what cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.people import PATIENCE, wait_saved
from tests.browser.pictures import drawn, file_of, pdf_file
from tests.support.pdfs import scanned

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

NO_PHOTO = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"no photo at all"}


def press(*testids: str) -> Callable[[Page], None]:
    """Press one thing after the other."""

    def reach(page: Page) -> None:
        for testid in testids:
            page.get_by_test_id(testid).first.click()

    return reach


def nothing(_page: Page) -> None:
    """The page is in this state from the start."""


def wrong_passphrase(page: Page) -> None:
    page.get_by_test_id("sign-in-name").fill("nobody of this name")
    page.get_by_test_id("passphrase").fill("not the words")
    page.get_by_test_id("sign-in").click()


def joining(page: Page, *steps: str) -> None:
    page.get_by_test_id("join-next").locator("visible=true").click()
    for step in steps:
        if step == "name":
            page.get_by_test_id("join-name").fill("Nora")
            page.get_by_test_id("join-sign-in").fill("nora-of-the-tour")
        page.get_by_test_id("join-next").locator("visible=true").click()


def no_names(page: Page) -> None:
    joining(page, "nothing")


def six_words(page: Page) -> None:
    joining(page, "name")


def recovery_code(page: Page) -> None:
    joining(page, "name", "words")


def own_passphrase(page: Page) -> None:
    six_words(page)
    page.get_by_test_id("own-instead").click()
    page.get_by_test_id("own").fill("password password")
    page.get_by_test_id("join-next").locator("visible=true").click()


def wrong_code(page: Page) -> None:
    page.get_by_test_id("recover-name").fill("nobody of this name")
    page.get_by_test_id("recover-code").fill("0000-" * 8)
    page.get_by_test_id("recover-next").locator("visible=true").click()


def account_view(view: str, *testids: str) -> Callable[[Page], None]:
    """Go to one part of one's account, then press."""

    def reach(page: Page) -> None:
        page.get_by_test_id(view).click()
        for testid in testids:
            page.get_by_test_id(testid).click()

    return reach


def wrong_groups(page: Page) -> None:
    recovery_code(page)
    page.get_by_test_id("join-code-written").click()
    page.get_by_test_id("join-finish").click()


def empty_letter(page: Page) -> None:
    page.get_by_test_id("letter").fill("")
    page.get_by_test_id("send").click()


def no_photo(page: Page) -> None:
    page.get_by_test_id("add-photo").set_input_files([NO_PHOTO])


def pictures(page: Page) -> None:
    page.get_by_test_id("add-photo").set_input_files([file_of(drawn(page)), file_of(drawn(page, 300, 400))])
    page.locator("#pictures textarea").last.fill("Our kitchen; the blue cup stands on the sill.")
    wait_saved(page)


def checked_pictures(page: Page) -> None:
    pictures(page)
    page.get_by_test_id("send").click()


def broken_pdf(page: Page) -> None:
    page.get_by_test_id("add-photo").set_input_files([pdf_file(b"%PDF-1.7 and no more")])


def scanned_pages(page: Page) -> None:
    page.get_by_test_id("add-pages").set_input_files([pdf_file(scanned(drawn(page), drawn(page, 300, 400)))])


def cut_off(page: Page) -> None:
    page.get_by_test_id("letter").fill("Dear you.")
    wait_saved(page)
    page.context.set_offline(True)
    page.get_by_test_id("letter").press_sequentially(" More.")
    expect(page.locator("html")).to_have_attribute("data-saved", "no", timeout=PATIENCE)


def checked(page: Page) -> None:
    page.get_by_test_id("letter").fill("Dear you.")
    wait_saved(page)
    page.get_by_test_id("send").click()


def deleting(page: Page) -> None:
    page.get_by_test_id("letter").fill("Dear you.")
    wait_saved(page)
    page.get_by_test_id("delete-draft").click()


def idle(page: Page) -> None:
    page.evaluate("() => document.getElementById('idle-warning').showModal()")


def ended_session(page: Page) -> None:
    page.evaluate("() => document.getElementById('sign-in-again').showModal()")


def no_such_number(page: Page) -> None:
    page.get_by_test_id("reply-number").fill("12")
    page.get_by_test_id("find-reply").click()


def printed(page: Page) -> None:
    if page.get_by_test_id("delivered").is_hidden():  # the other language has printed it already
        press("print", "printed")(page)


def changed_copy(page: Page) -> None:
    page.get_by_test_id("edited").fill("To read, at 12 Elm Street.")


def proposing(page: Page) -> None:
    changed_copy(page)
    page.get_by_test_id("propose").click()


def own_word(page: Page) -> None:
    page.get_by_test_id("own-word").fill("Mira")
    page.get_by_test_id("keep-word").click()


def details(*testids: str) -> Callable[[Page], None]:
    """Open all that is folded, then press."""

    def reach(page: Page) -> None:
        page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
        press(*testids)(page)

    return reach
