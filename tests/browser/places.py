"""Every page there is: which endpoint serves it, who sees it, and what has to have happened before."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from relay.client.files import text_part
from tests.browser.people import at_home, send, wait_saved, write
from tests.support.server import CASE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from relay.client.client import Client
    from tests.support.server import Server

LANGUAGES = ("en", "fr")


class Place(NamedTuple):
    """One page as one person sees it; `path` is below the language, its gaps are filled by `Things`."""

    endpoint: str
    who: str  # of the demo programme; "" is nobody signed in
    path: str

    def __str__(self) -> str:
        return f"{self.endpoint}-{self.who or 'nobody'}"


PLACES = (
    Place("public.index", "", ""),
    Place("public.request_page", "", "request"),
    Place("public.help_page", "", "help"),
    Place("public.privacy", "", "privacy"),
    Place("public.accessibility", "", "accessibility"),
    Place("public.keeps", "", "keeps"),
    Place("join.show", "", "join#{invitation}"),
    Place("account.sign_in", "", "sign-in"),
    *(Place("account.show", who, "account") for who in ("Anna", "Mira", "Olive", "Liam")),
    *(Place("home.show", who, "home") for who in ("Anna", "Mira", "Olive", "Liam")),
    Place("victim.before", "Anna", "before"),
    Place("victim.write", "Anna", "write"),
    Place("victim.letter", "Anna", "sent/{letter}"),
    Place("victim.here", "Anna", "here/{reply}"),
    Place("victim.read", "Anna", "read/{reply}"),
    Place("victim.consent", "Anna", "consent"),
    Place("mediator.review", "Mira", "review/{waiting}"),
    Place("mediator.release", "Mira", "release/{waiting}"),
    *(Place("case.show", who, "cases/{case}") for who in ("Mira", "Olive")),
    *(Place("case.invite", who, "invite/{case}") for who in ("Mira", "Olive")),
    Place("office.new_case", "Olive", "cases/new"),
    Place("office.staff", "Olive", "staff"),
    Place("office.institutions", "Olive", "institutions"),
    Place("liaison.task", "Liam", "tasks/{task}"),
    Place("liaison.reply", "Liam", "tasks/{task}/reply"),
)

Things = dict[str, str]


def set_stage(browser: Browser, server: Server) -> Things:
    """Let letters go there and back, one wait and one lie at the counter; returns what fills the addresses."""
    letter = _letter_with_a_copy(browser, server)
    with ExitStack() as signed_in:
        anna, mira, liam = (signed_in.enter_context(server.signed_in(name)) for name in ("Anna", "Mira", "Liam"))
        mira.release(letter)
        task = _pull(liam, letter)
        liam.print(letter)
        liam.handled(letter, "delivered", how="in-person")
        reply = liam.reply(task, [text_part("I read your letter.")])
        mira.release(reply)
        printing, waiting = (anna.send(CASE, [text_part(text)]) for text in ("For the counter.", "For the tray."))
        mira.release(printing)
        cases = mira.http.get("/cases")["cases"]
        link = mira.invite("victim", case=CASE, party="victim-9").link
        return {
            "letter": letter,
            "reply": reply,
            "waiting": waiting,
            "case": next(case["public_id"] for case in cases if case["code"] == CASE),
            "task": str(_pull(liam, printing)),
            "invitation": link.partition("#")[2],
        }


def _letter_with_a_copy(browser: Browser, server: Server) -> str:
    with at_home(browser, server, "Anna") as page:
        write(page, server, "Dear you.")
        page.get_by_test_id("keep").check()
        wait_saved(page)
        return send(page)


def _pull(liam: Client, letter: str) -> int:
    task = liam.pull_task()
    while task is not None and task.message != letter:
        task = liam.pull_task()
    assert task is not None, "the letter did not reach the counter"
    return int(task.task)
