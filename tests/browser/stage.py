"""What has to have happened before every page can be visited, and what fills the gaps in their addresses."""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple

from relay.client.files import text_part
from tests.browser.people import at_home, pull, send, wait_saved, write
from tests.browser.second_days import Newcomers, Staff, second_days
from tests.support.server import CASE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from relay.client.client import Client
    from tests.support.server import Server


class Stage(NamedTuple):
    """What fills the addresses, and who joined with a link of the stage's own, as demo.json would describe them."""

    things: dict[str, str]
    newcomers: dict[str, dict[str, Any]]


def set_stage(browser: Browser, server: Server) -> Stage:
    """Let letters go there and back, one wait and one lie at the counter; let people join, leave and come back."""
    letter = _letter_with_a_copy(browser, server)
    with ExitStack() as people:
        anna, *others = (
            people.enter_context(server.signed_in(name)) for name in ("Anna", "Olive", "Mira", "Marc", "Liam")
        )
        staff, newcomers = Staff(*others), Newcomers(server, people)
        handed_over, reply = _there_and_back(letter, staff)
        things = {
            "letter": letter,
            "reply": reply,
            **_first_days(anna, staff),
            **second_days(staff, anna, newcomers, handed_over),
            "invitation": staff.mira.invite("victim", case=CASE, party="victim-9").link.partition("#")[2],
        }
        newcomers.join("Nora", staff.mira.invite("victim", case=CASE, party="victim-8").link)
        newcomers.join("Nils", staff.olive.invite("mediator").link)
        return Stage(things, newcomers.known)


def _there_and_back(letter: str, staff: Staff) -> tuple[int, str]:
    staff.mira.release(letter)
    task = pull(staff.liam, letter)
    staff.liam.print(letter)
    staff.liam.handled(letter, "delivered", how="in-person")
    reply = staff.liam.reply(task, [text_part("I read your letter.")])
    staff.mira.release(reply)
    return task, reply


def _first_days(anna: Client, staff: Staff) -> dict[str, str]:
    mira = staff.mira
    printing, waiting, asked, called_back = (
        anna.send(CASE, [text_part(said)]) for said in ("To print.", "To read.", "I live here.", "Not any more.")
    )
    mira.release(printing)
    mira.release(called_back)
    task, recall = (str(pull(staff.liam, each)) for each in (printing, called_back))
    anna.withdraw(called_back)
    mira.send(CASE, [text_part("Call Anna on Monday.")], kind="notes")
    return {
        "task": task,
        "waiting": waiting,
        "asked": asked,
        "changed": mira.propose(asked, [text_part("I live.")], words="See."),
        "called-back": called_back,
        "recall": recall,
        "carried": mira.send(CASE, [text_part("Anna is well.")], kind="relayed"),
        "case": str(mira.http.get(f"/cases/{CASE}")["public_id"]),
        "new-case": _new_case(staff.olive, mira),
    }


def _new_case(olive: Client, mira: Client) -> str:
    code = f"T-{secrets.token_hex(5).upper()}"
    return str(olive.create_case(code, "WARK-2", langs=["en"], mediator=mira.me.card.digest)["public_id"])


def _letter_with_a_copy(browser: Browser, server: Server) -> str:
    with at_home(browser, server, "Anna") as page:
        write(page, server, "Dear you.")
        page.get_by_test_id("keep").check()
        wait_saved(page)
        return send(page)
