"""What pages show when something is wrong, or asked first: each state, whose page it is on, and how to get there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import expect

from tests.browser.people import PATIENCE, wait_saved
from tests.browser.places import Place

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


def _wrong_groups(page: Page) -> None:
    _recovery_code(page)
    page.get_by_test_id("join-code-written").click()
    page.get_by_test_id("join-finish").click()


def _empty_letter(page: Page) -> None:
    page.get_by_test_id("letter").fill("")
    page.get_by_test_id("send").click()


def _no_photo(page: Page) -> None:
    page.get_by_test_id("add-photo").set_input_files([NO_PHOTO])


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


def _details(*testids: str) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
        _press(*testids)(page)

    return reach


SIGN_IN = Place("account.sign_in", "", "sign-in")
JOIN = Place("join.show", "", "join#{invitation}")
WRITE = Place("victim.write", "Anna", "write")
CONSENT = Place("victim.consent", "Anna", "consent")
READ = Place("victim.read", "Anna", "read/{reply}")
HOME = Place("home.show", "Anna", "home")
REVIEW = Place("mediator.review", "Mira", "review/{waiting}")
RELEASE = Place("mediator.release", "Mira", "release/{waiting}")
CASE = Place("case.show", "Mira", "cases/{case}")
INVITE = Place("case.invite", "Mira", "invite/{case}")
COUNTER = Place("home.show", "Liam", "home")
TASK = Place("liaison.task", "Liam", "tasks/{task}")
REPLY = Place("liaison.reply", "Liam", "tasks/{task}/reply")

STATES = (
    State("nothing-typed-at-sign-in", SIGN_IN, _press("sign-in"), SUMMARY),
    State("wrong-passphrase", SIGN_IN, _wrong_passphrase, SUMMARY),
    State("unknown-invitation", Place("join.show", "", "join#nothing"), _nothing, "[data-testid=join-trouble]"),
    State("joining-without-names", JOIN, _no_names, SUMMARY),
    State("joining-six-words", JOIN, _six_words, "[data-testid=join-words]"),
    State("joining-recovery-code", JOIN, _recovery_code, "[data-testid=join-code]"),
    State("joining-wrong-groups", JOIN, _wrong_groups, SUMMARY),
    State("letter-without-words", WRITE, _empty_letter, SUMMARY),
    State("letter-with-no-photo", WRITE, _no_photo, SUMMARY),
    State("letter-cut-off", WRITE, _cut_off, "#saved"),
    State("letter-checked", WRITE, _checked, "[data-testid=confirm-send]"),
    State("deleting-a-draft", WRITE, _deleting, DIALOG),
    State("taking-back", CONSENT, _press("take-back-send"), DIALOG),
    State("printing-what-came", READ, _press("print"), DIALOG),
    State("idle", HOME, _idle, DIALOG),
    State("session-ended", HOME, _ended_session, DIALOG),
    State("holding", REVIEW, _press("hold"), DIALOG),
    State("declining", REVIEW, _press("decline"), DIALOG),
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
    State("no-such-number", COUNTER, _no_such_number, SUMMARY),
    State("reply-without-pages", REPLY, _press("send"), SUMMARY),
    State("what-happened", TASK, _printed, "[data-testid=delivered]"),
)
REFUSALS = (
    (Place("public.index", "", "nowhere"), 404),
    (Place("office.staff", "Anna", "staff"), 403),
    (Place("mediator.review", "Mira", "review/AAAAAAAAAAAAAAAAAAAAAA"), 404),
    (Place("liaison.task", "Liam", "tasks/1"), 404),
)
