"""What pages show when something is wrong, or asked first: each state, whose page it is on, and how to get there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.browser import reaching as do
from tests.browser.places import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

SUMMARY, TROUBLE, DIALOG = "#error-summary", "#trouble", "dialog[open]"


class State(NamedTuple):
    """A page in trouble, or asking; `shown` is where it says so."""

    name: str
    place: Place
    reach: Callable[[Page], None]
    shown: str

    def __str__(self) -> str:
        return self.name


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
    State("nothing-typed-at-sign-in", SIGN_IN, do.press("sign-in"), SUMMARY),
    State("wrong-passphrase", SIGN_IN, do.wrong_passphrase, SUMMARY),
    State("unknown-invitation", Place("join.show", "", "join#nothing"), do.nothing, "[data-testid=join-trouble]"),
    State("joining-without-names", JOIN, do.no_names, SUMMARY),
    State("joining-six-words", JOIN, do.six_words, "[data-testid=join-words]"),
    State("joining-recovery-code", JOIN, do.recovery_code, "[data-testid=join-code]"),
    State("joining-wrong-groups", JOIN, do.wrong_groups, SUMMARY),
    State("joining-own-passphrase", JOIN, do.own_passphrase, SUMMARY),
    State("coming-back-without-anything", RECOVER, do.press("recover-next"), SUMMARY),
    State("coming-back-with-a-wrong-code", RECOVER, do.wrong_code, SUMMARY),
    State("new-passphrase", ACCOUNT, do.account_view("new-passphrase"), "[data-testid=join-words]"),
    State("new-passphrase-without-the-old", ACCOUNT, do.account_view("new-passphrase", "change-passphrase"), SUMMARY),
    State("new-name-without-anything", ACCOUNT, do.account_view("new-name", "change-name"), SUMMARY),
    State("new-code", ACCOUNT, do.account_view("new-code"), "[data-testid=join-code]"),
    State("new-code-asked-back", ACCOUNT, do.account_view("new-code", "join-code-written", "join-finish"), SUMMARY),
    State("letter-without-words", WRITE, do.empty_letter, SUMMARY),
    State("letter-with-no-photo", WRITE, do.no_photo, SUMMARY),
    State("letter-with-pictures", WRITE, do.pictures, "#pictures li:last-child"),
    State("letter-with-pictures-checked", WRITE, do.checked_pictures, "#preview figcaption"),
    State("letter-with-a-broken-pdf", WRITE, do.broken_pdf, SUMMARY),
    State("letter-cut-off", WRITE, do.cut_off, "#saved"),
    State("letter-checked", WRITE, do.checked, "[data-testid=confirm-send]"),
    State("deleting-a-draft", WRITE, do.deleting, DIALOG),
    State("her-mediator-wrote", ASKED, do.nothing, "#changes"),
    State("agreeing", ASKED, do.press("agree"), DIALOG),
    State("not-agreeing", ASKED, do.press("disagree"), DIALOG),
    State("withdrawing", ASKED, do.press("withdraw"), DIALOG),
    State("withdrawing-everything", CONSENT, do.press("withdraw"), DIALOG),
    State("called-back", RECALL, do.nothing, "#recall"),
    State("called-back-and-recorded", RECALL, do.press("recalled"), DIALOG),
    State("withdrawing-for-the-person", REPLY_TASK, do.press("withdraw"), DIALOG),
    State("taking-back", CONSENT, do.press("take-back-send"), DIALOG),
    State("printing-what-came", READ, do.press("print"), DIALOG),
    State("idle", HOME, do.idle, DIALOG),
    State("session-ended", HOME, do.ended_session, DIALOG),
    State("holding", REVIEW, do.press("hold"), DIALOG),
    State("declining", REVIEW, do.press("decline"), DIALOG),
    State("changing-her-copy", REVIEW, do.changed_copy, "#changes"),
    State("returning", REVIEW, do.press("return"), DIALOG),
    State("returning-without-a-word", REVIEW, do.press("return", "confirm-return"), TROUBLE),
    State("proposing", REVIEW, do.proposing, DIALOG),
    State("carrying-nothing", CASE, do.details("keep-carried"), SUMMARY),
    State("reading-her-notes", CASE, do.press("open-notes"), "#notes"),
    State("releasing", RELEASE, do.nothing, "[data-testid=confirm-release]"),
    State("preparation-without-a-subject", CASE, do.details("record-prepared"), SUMMARY),
    State("agreement-without-an-answer", CASE, do.details("record-consent"), SUMMARY),
    State("neutral-without-an-answer", CASE, do.details("record-accept"), SUMMARY),
    State("invitation-without-a-language", INVITE, do.press("make-invitation"), SUMMARY),
    State("case-without-anything", Place("office.new_case", "Olive", "cases/new"), do.press("create-case"), SUMMARY),
    State(
        "institution-without-anything",
        Place("office.institutions", "Olive", "institutions"),
        do.press("create-institution"),
        SUMMARY,
    ),
    State("staff-without-a-duty", Place("office.staff", "Olive", "staff"), do.press("make-invitation"), SUMMARY),
    State("working-here-no-longer", Place("office.staff", "Olive", "staff"), do.press("revoke"), DIALOG),
    State("coming-back-without-a-name", INVITE, do.press("back", "make-back"), SUMMARY),
    State("no-such-number", COUNTER, do.no_such_number, SUMMARY),
    State("reply-with-pages", REPLY, do.scanned_pages, "#pages li:last-child"),
    State("reply-without-pages", REPLY, do.press("send"), SUMMARY),
    State("what-happened", TASK, do.printed, "[data-testid=delivered]"),
    State("agreeing-on-paper", SHOWN, do.press("agree"), DIALOG),
    State("given-to-the-new-key", CAME_BACK, do.press("regrant"), DIALOG),
    State("assigning-nobody", NOBODYS, do.press("assign"), SUMMARY),
    State("another-case-for-her-account", ANOTHER_CASE, do.nothing, "[data-view=other-case]"),
    State("a-word-of-her-own", ONE_OF_TWO, do.own_word, "#word-kept"),
)
REFUSALS = (
    (Place("public.index", "", "nowhere"), 404),
    (Place("office.staff", "Anna", "staff"), 403),
    (Place("mediator.review", "Mira", "review/AAAAAAAAAAAAAAAAAAAAAA"), 404),
    (Place("liaison.task", "Liam", "tasks/1"), 404),
    (Place("victim.read", "Anna", "read/AAAAAAAAAAAAAAAAAAAAAA"), 404),
)
