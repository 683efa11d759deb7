"""What pages show when something is wrong, or asked first: each state, whose page it is on, and how to get there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import expect

from tests.browser.people import PATIENCE, wait_saved
from tests.browser.pictures import drawn, file_of, pdf_file
from tests.browser.places import Place
from tests.support.pdfs import scanned

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

SUMMARY, TROUBLE, DIALOG = "#error-summary", "#trouble", "dialog[open]"
NO_PHOTO = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"no photo at all"}


class State(NamedTuple):
    """A page in trouble, or asking; `shown` is where it says so."""

    name: str
    place: Place
    reach: Callable[[Page], None]
    shown: str

    def __str__(self) -> str:
        return self.name


def _press(*testids: str) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        for testid in testids:
            page.get_by_test_id(testid).first.click()

    return reach


def _nothing(_page: Page) -> None:
    """The page is in this state from the start."""


def _wrong_passphrase(page: Page) -> None:
    page.get_by_test_id("sign-in-name").fill("nobody of this name")
    page.get_by_test_id("passphrase").fill("not the words")
    page.get_by_test_id("sign-in").click()


def _joining(page: Page, *steps: str) -> None:
    page.get_by_test_id("join-next").locator("visible=true").click()
    for step in steps:
        if step == "name":
            page.get_by_test_id("join-name").fill("Nora")
            page.get_by_test_id("join-sign-in").fill("nora-of-the-tour")
        page.get_by_test_id("join-next").locator("visible=true").click()


def _no_names(page: Page) -> None:
    _joining(page, "nothing")


def _six_words(page: Page) -> None:
    _joining(page, "name")


def _recovery_code(page: Page) -> None:
    _joining(page, "name", "words")


def _own_passphrase(page: Page) -> None:
    _six_words(page)
    page.get_by_test_id("own-instead").click()
    page.get_by_test_id("own").fill("password password")
    page.get_by_test_id("join-next").locator("visible=true").click()


def _wrong_code(page: Page) -> None:
    page.get_by_test_id("recover-name").fill("nobody of this name")
    page.get_by_test_id("recover-code").fill("0000-" * 8)
    page.get_by_test_id("recover-next").locator("visible=true").click()


def _account_view(view: str, *testids: str) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        page.get_by_test_id(view).click()
        for testid in testids:
            page.get_by_test_id(testid).click()

    return reach


def _wrong_groups(page: Page) -> None:
    _recovery_code(page)
    page.get_by_test_id("join-code-written").click()
    page.get_by_test_id("join-finish").click()


def _empty_letter(page: Page) -> None:
    page.get_by_test_id("letter").fill("")
    page.get_by_test_id("send").click()


def _no_photo(page: Page) -> None:
    page.get_by_test_id("add-photo").set_input_files([NO_PHOTO])


def _pictures(page: Page) -> None:
    page.get_by_test_id("add-photo").set_input_files([file_of(drawn(page)), file_of(drawn(page, 300, 400))])
    page.locator("#pictures textarea").last.fill("Our kitchen; the blue cup stands on the sill.")
    wait_saved(page)


def _checked_pictures(page: Page) -> None:
    _pictures(page)
    page.get_by_test_id("send").click()


def _broken_pdf(page: Page) -> None:
    page.get_by_test_id("add-photo").set_input_files([pdf_file(b"%PDF-1.7 and no more")])


def _scanned(page: Page) -> None:
    page.get_by_test_id("add-pages").set_input_files([pdf_file(scanned(drawn(page), drawn(page, 300, 400)))])


def _cut_off(page: Page) -> None:
    page.get_by_test_id("letter").fill("Dear you.")
    wait_saved(page)
    page.context.set_offline(True)
    page.get_by_test_id("letter").press_sequentially(" More.")
    expect(page.locator("html")).to_have_attribute("data-saved", "no", timeout=PATIENCE)


def _checked(page: Page) -> None:
    page.get_by_test_id("letter").fill("Dear you.")
    wait_saved(page)
    page.get_by_test_id("send").click()


def _deleting(page: Page) -> None:
    page.get_by_test_id("letter").fill("Dear you.")
    wait_saved(page)
    page.get_by_test_id("delete-draft").click()


def _idle(page: Page) -> None:
    page.evaluate("() => document.getElementById('idle-warning').showModal()")


def _ended_session(page: Page) -> None:
    page.evaluate("() => document.getElementById('sign-in-again').showModal()")


def _no_such_number(page: Page) -> None:
    page.get_by_test_id("reply-number").fill("12")
    page.get_by_test_id("find-reply").click()


def _printed(page: Page) -> None:
    if page.get_by_test_id("delivered").is_hidden():  # the other language has printed it already
        _press("print", "printed")(page)


def _changed_copy(page: Page) -> None:
    page.get_by_test_id("edited").fill("To read, at 12 Elm Street.")


def _proposing(page: Page) -> None:
    _changed_copy(page)
    page.get_by_test_id("propose").click()


def _own_word(page: Page) -> None:
    page.get_by_test_id("own-word").fill("Mira")
    page.get_by_test_id("keep-word").click()


def _details(*testids: str) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
        _press(*testids)(page)

    return reach


SIGN_IN = Place("account.sign_in", "", "sign-in")
JOIN = Place("join.show", "", "join#{invitation}")
RECOVER = Place("account.recover", "", "recover")
ACCOUNT = Place("account.show", "Anna", "account")
WRITE = Place("victim.write", "Anna", "write")
CONSENT = Place("victim.consent", "Anna", "consent")
READ = Place("victim.read", "Anna", "read/{reply}")
ASKED = Place("victim.letter", "Anna", "sent/{asked}")
RECALL = Place("liaison.task", "Liam", "tasks/{recall}")
REPLY_TASK = Place("liaison.task", "Liam", "tasks/{task}")
HOME = Place("home.show", "Anna", "home")
REVIEW = Place("mediator.review", "Mira", "review/{waiting}")
RELEASE = Place("mediator.release", "Mira", "release/{waiting}")
CASE = Place("case.show", "Mira", "cases/{case}")
INVITE = Place("case.invite", "Mira", "invite/{case}")
COUNTER = Place("home.show", "Liam", "home")
TASK = Place("liaison.task", "Liam", "tasks/{task}")
REPLY = Place("liaison.reply", "Liam", "tasks/{task}/reply")
SHOWN = Place("liaison.task", "Liam", "tasks/{proposal}")
CAME_BACK = Place("case.invite", "Mira", "invite/{waits-there}")
NOBODYS = Place("case.show", "Olive", "cases/{nobodys}")
ANOTHER_CASE = Place("join.show", "Bea", "join#{invitation}")
ONE_OF_TWO = Place("victim.consent", "Bea", "consent?case={hers}")

STATES = (
    State("nothing-typed-at-sign-in", SIGN_IN, _press("sign-in"), SUMMARY),
    State("wrong-passphrase", SIGN_IN, _wrong_passphrase, SUMMARY),
    State("unknown-invitation", Place("join.show", "", "join#nothing"), _nothing, "[data-testid=join-trouble]"),
    State("joining-without-names", JOIN, _no_names, SUMMARY),
    State("joining-six-words", JOIN, _six_words, "[data-testid=join-words]"),
    State("joining-recovery-code", JOIN, _recovery_code, "[data-testid=join-code]"),
    State("joining-wrong-groups", JOIN, _wrong_groups, SUMMARY),
    State("joining-own-passphrase", JOIN, _own_passphrase, SUMMARY),
    State("coming-back-without-anything", RECOVER, _press("recover-next"), SUMMARY),
    State("coming-back-with-a-wrong-code", RECOVER, _wrong_code, SUMMARY),
    State("new-passphrase", ACCOUNT, _account_view("new-passphrase"), "[data-testid=join-words]"),
    State("new-passphrase-without-the-old", ACCOUNT, _account_view("new-passphrase", "change-passphrase"), SUMMARY),
    State("new-name-without-anything", ACCOUNT, _account_view("new-name", "change-name"), SUMMARY),
    State("new-code", ACCOUNT, _account_view("new-code"), "[data-testid=join-code]"),
    State("new-code-asked-back", ACCOUNT, _account_view("new-code", "join-code-written", "join-finish"), SUMMARY),
    State("letter-without-words", WRITE, _empty_letter, SUMMARY),
    State("letter-with-no-photo", WRITE, _no_photo, SUMMARY),
    State("letter-with-pictures", WRITE, _pictures, "#pictures li:last-child"),
    State("letter-with-pictures-checked", WRITE, _checked_pictures, "#preview figcaption"),
    State("letter-with-a-broken-pdf", WRITE, _broken_pdf, SUMMARY),
    State("letter-cut-off", WRITE, _cut_off, "#saved"),
    State("letter-checked", WRITE, _checked, "[data-testid=confirm-send]"),
    State("deleting-a-draft", WRITE, _deleting, DIALOG),
    State("her-mediator-wrote", ASKED, _nothing, "#changes"),
    State("agreeing", ASKED, _press("agree"), DIALOG),
    State("not-agreeing", ASKED, _press("disagree"), DIALOG),
    State("withdrawing", ASKED, _press("withdraw"), DIALOG),
    State("withdrawing-everything", CONSENT, _press("withdraw"), DIALOG),
    State("called-back", RECALL, _nothing, "#recall"),
    State("called-back-and-recorded", RECALL, _press("recalled"), DIALOG),
    State("withdrawing-for-the-person", REPLY_TASK, _press("withdraw"), DIALOG),
    State("taking-back", CONSENT, _press("take-back-send"), DIALOG),
    State("printing-what-came", READ, _press("print"), DIALOG),
    State("idle", HOME, _idle, DIALOG),
    State("session-ended", HOME, _ended_session, DIALOG),
    State("holding", REVIEW, _press("hold"), DIALOG),
    State("declining", REVIEW, _press("decline"), DIALOG),
    State("changing-her-copy", REVIEW, _changed_copy, "#changes"),
    State("returning", REVIEW, _press("return"), DIALOG),
    State("returning-without-a-word", REVIEW, _press("return", "confirm-return"), TROUBLE),
    State("proposing", REVIEW, _proposing, DIALOG),
    State("carrying-nothing", CASE, _details("keep-carried"), SUMMARY),
    State("reading-her-notes", CASE, _press("open-notes"), "#notes"),
    State("releasing", RELEASE, _nothing, "[data-testid=confirm-release]"),
    State("preparation-without-a-subject", CASE, _details("record-prepared"), SUMMARY),
    State("agreement-without-an-answer", CASE, _details("record-consent"), SUMMARY),
    State("neutral-without-an-answer", CASE, _details("record-accept"), SUMMARY),
    State("invitation-without-a-language", INVITE, _press("make-invitation"), SUMMARY),
    State("case-without-anything", Place("office.new_case", "Olive", "cases/new"), _press("create-case"), SUMMARY),
    State(
        "institution-without-anything",
        Place("office.institutions", "Olive", "institutions"),
        _press("create-institution"),
        SUMMARY,
    ),
    State("staff-without-a-duty", Place("office.staff", "Olive", "staff"), _press("make-invitation"), SUMMARY),
    State("working-here-no-longer", Place("office.staff", "Olive", "staff"), _press("revoke"), DIALOG),
    State("coming-back-without-a-name", INVITE, _press("back", "make-back"), SUMMARY),
    State("no-such-number", COUNTER, _no_such_number, SUMMARY),
    State("reply-with-pages", REPLY, _scanned, "#pages li:last-child"),
    State("reply-without-pages", REPLY, _press("send"), SUMMARY),
    State("what-happened", TASK, _printed, "[data-testid=delivered]"),
    State("agreeing-on-paper", SHOWN, _press("agree"), DIALOG),
    State("given-to-the-new-key", CAME_BACK, _press("regrant"), DIALOG),
    State("assigning-nobody", NOBODYS, _press("assign"), SUMMARY),
    State("another-case-for-her-account", ANOTHER_CASE, _nothing, "[data-view=other-case]"),
    State("a-word-of-her-own", ONE_OF_TWO, _own_word, "#word-kept"),
)
REFUSALS = (
    (Place("public.index", "", "nowhere"), 404),
    (Place("office.staff", "Anna", "staff"), 403),
    (Place("mediator.review", "Mira", "review/AAAAAAAAAAAAAAAAAAAAAA"), 404),
    (Place("liaison.task", "Liam", "tasks/1"), 404),
    (Place("victim.read", "Anna", "read/AAAAAAAAAAAAAAAAAAAAAA"), 404),
)
