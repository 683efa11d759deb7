"""Every page there is: which endpoint serves it, who sees it, and what has to have happened before."""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple

from relay.client.files import text_part
from relay.client.join import Newcomer
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
        return f"{self.endpoint}-{self.who or 'nobody'}{'-new' * ('new' in self.path)}"


PLACES = (
    Place("public.index", "", ""),
    Place("public.request_page", "", "request"),
    Place("public.help_page", "", "help"),
    Place("public.privacy", "", "privacy"),
    Place("public.accessibility", "", "accessibility"),
    Place("public.keeps", "", "keeps"),
    Place("join.show", "", "join#{invitation}"),
    Place("account.sign_in", "", "sign-in"),
    Place("account.recover", "", "recover"),
    *(Place("account.show", who, "account") for who in ("Anna", "Mira", "Olive", "Liam")),
    *(Place("home.show", who, "home") for who in ("Anna", "Mira", "Olive", "Liam")),
    Place("victim.before", "Anna", "before"),
    Place("victim.write", "Anna", "write"),
    Place("victim.letter", "Anna", "sent/{letter}"),
    Place("victim.here", "Anna", "here/{reply}"),
    Place("victim.read", "Anna", "read/{reply}"),
    Place("victim.consent", "Anna", "consent"),
    Place("mediator.review", "Mira", "review/{waiting}"),
    *(Place("mediator.review", "Mira", f"review/{{{what}}}") for what in ("changed", "carried")),
    Place("mediator.release", "Mira", "release/{waiting}"),
    *(Place("case.show", who, "cases/{case}") for who in ("Mira", "Olive")),
    *(Place("case.show", who, "cases/{new-case}") for who in ("Mira", "Olive")),
    *(Place("case.invite", who, "invite/{case}") for who in ("Mira", "Olive")),
    Place("office.new_case", "Olive", "cases/new"),
    Place("office.staff", "Olive", "staff"),
    Place("office.institutions", "Olive", "institutions"),
    *(Place("home.show", who, "home") for who in ("Nora", "Nils")),  # joined, not yet confirmed
    Place("account.show", "Nils", "account"),
    *(Place(f"victim.{path}", "Nora", path) for path in ("before", "write", "consent")),
    Place("liaison.task", "Liam", "tasks/{task}"),
    Place("liaison.reply", "Liam", "tasks/{task}/reply"),
)


class Stage(NamedTuple):
    """What fills the addresses, and who joined without being confirmed yet, as demo.json would describe them."""

    things: dict[str, str]
    newcomers: dict[str, dict[str, Any]]


def set_stage(browser: Browser, server: Server) -> Stage:
    """Let letters go there and back, one wait and one lie at the counter; let Nora and Nils join, and a case be new."""
    letter = _letter_with_a_copy(browser, server)
    with ExitStack() as people:
        anna, mira, liam, olive = (
            people.enter_context(server.signed_in(name)) for name in ("Anna", "Mira", "Liam", "Olive")
        )
        things = _there_and_back(letter, mira, liam)
        printing, things["waiting"] = (anna.send(CASE, [text_part(said)]) for said in ("To print.", "To read."))
        mira.release(printing)
        things["task"] = str(_pull(liam, printing))
        things["recall"] = _called_back(anna, mira, liam)
        things["asked"] = anna.send(CASE, [text_part("I live here.")])
        things["changed"] = mira.propose(things["asked"], [text_part("I live.")], words="See.")
        mira.send(CASE, [text_part("Call Anna on Monday.")], kind="notes")
        things["carried"] = mira.send(CASE, [text_part("Anna is well.")], kind="relayed")
        things["new-case"] = _new_case(olive, mira)
        things["case"] = str(mira.http.get(f"/cases/{CASE}")["public_id"])
        things["invitation"] = mira.invite("victim", case=CASE, party="victim-9").link.partition("#")[2]
        links = {"Nora": mira.invite("victim", case=CASE, party="victim-8").link, "Nils": olive.invite("mediator").link}
        return Stage(things, {name: _join(server, name, link) for name, link in links.items()})


def _there_and_back(letter: str, mira: Client, liam: Client) -> dict[str, str]:
    mira.release(letter)
    task = _pull(liam, letter)
    liam.print(letter)
    liam.handled(letter, "delivered", how="in-person")
    reply = liam.reply(task, [text_part("I read your letter.")])
    mira.release(reply)
    return {"letter": letter, "reply": reply}


def _called_back(anna: Client, mira: Client, liam: Client) -> str:
    letter = anna.send(CASE, [text_part("Not any more.")])
    mira.release(letter)
    task = _pull(liam, letter)
    anna.withdraw(letter)
    return str(task)


def _new_case(olive: Client, mira: Client) -> str:
    code = f"T-{secrets.token_hex(5).upper()}"
    return str(olive.create_case(code, "WARK-2", langs=["en"], mediator=mira.me.card.digest)["public_id"])


def _join(server: Server, name: str, link: str) -> dict[str, Any]:
    newcomer = {"sign_in": f"{name.lower()}-{secrets.token_hex(5)}", "name": name, "passphrase": secrets.token_hex(8)}
    with server.client() as client:
        client.join(link, Newcomer(**newcomer))
    return {**newcomer, "lang": "en"}


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
