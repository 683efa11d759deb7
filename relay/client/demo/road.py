"""The whole road of a letter, there and back, by the demo's people; `relay demo` prints a line a step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.client.case_state import CaseState
from relay.client.errors import Untrusted
from relay.client.files import text_part
from relay.domain.case import is_victim

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from relay.client.client import Client
    from relay.protocol.container import Container

LETTER = "There is something I want to ask. You do not have to answer."
REPLY = "I got your letter. I will answer as well as I can."


@dataclass(frozen=True)
class Cast:
    """Signed-in people of one case."""

    victim: Client
    mediator: Client
    liaison: Client
    officer: Client


def walk(case: str, cast: Cast) -> Iterator[str]:
    """Walk the whole road once; yields what was done, step by step.

    Raises Untrusted where something came out other than it went in, or a ledger does not verify; Refusal.
    """
    letter = cast.victim.send(case, [text_part(LETTER)])
    yield f"the victim sealed and sent a letter: {letter}"
    _require(_waits(cast.mediator, letter), "the letter is not in the mediator's tray")
    _same(cast.mediator.open(letter), LETTER)
    yield "the mediator opened and read it"
    cast.mediator.release(letter)
    yield "the mediator approved and released it"
    number = yield from _hand_over(letter, cast.liaison)
    reply = cast.liaison.reply(number, [text_part(REPLY)])
    yield f"the liaison sealed the reply to the mediator: {reply}"
    _same(cast.mediator.open(reply), REPLY)
    cast.mediator.release(reply)
    yield "the mediator read and released the reply"
    _require(_waits(cast.victim, reply), "the reply is not offered to the victim")
    _same(cast.victim.read(reply), REPLY)
    yield "the victim read the reply"
    yield from _verify_ledgers(case, cast)


def _hand_over(letter: str, liaison: Client) -> Generator[str, None, int]:
    task = liaison.pull_task()
    while task is not None and task.message != letter:
        task = liaison.pull_task()
    _require(task is not None, "the letter did not reach the institution")
    number = task.task if task else 0
    yield f"the liaison pulled task {number}"
    _require(LETTER in liaison.print(letter), "the page to print is not the letter")
    yield "the liaison printed it: number, page and letter only"
    liaison.handled(letter, "delivered", how="in-person")
    yield "the liaison recorded that it was handed over"
    return number


def _verify_ledgers(case: str, cast: Cast) -> Iterator[str]:
    staff = cast.officer.ledger(case)
    _require(cast.mediator.ledger(case).link == staff.link, "officer and mediator see two ledgers")
    yield f"the ledger of {case} verifies: {len(staff.entries)} entries"
    for party in CaseState.of(staff).parties:
        if is_victim(party):
            own = cast.victim.ledger(f"{case}/{party}")
            yield f"the ledger of {case}/{party} verifies: {len(own.entries)} entries"


def _waits(client: Client, message: str) -> bool:
    return any(item.get("message") == message for item in client.tray())


def _same(opened: Container, text: str) -> None:
    _require([part.data.decode() for part in opened.parts] == [text], "something else came out than went in")


def _require(holds: bool, failing: str) -> None:  # noqa: FBT001 - a condition, not an option
    if not holds:
        raise Untrusted(failing)
