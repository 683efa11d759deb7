"""The whole road of a letter, there and back, by the demo's people; `relay demo` prints a line a step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.client.errors import Untrusted
from relay.client.files import text_part
from relay.domain.case import OFFENDER

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from relay.client.client import Client
    from relay.protocol.container import Container

FIRST = "I still think of what happened. Why did you not call?"
GUIDANCE = "Thank you. Could the second sentence be a question that can be answered?"
EDITED = "There is something I want to ask. You need not answer."
CARRIED = "She asks how you are."
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
    letter = yield from _write_again(case, cast)
    require(_waits(cast.mediator, letter), "the letter is not in the mediator's tray")
    same(cast.mediator.open(letter), LETTER)
    yield "the mediator opened and read it"
    letter = yield from _edit_together(letter, cast)
    number = yield from _hand_over(letter, cast.liaison)
    reply = cast.liaison.reply(number, [text_part(REPLY)])
    yield f"the liaison sealed the reply to the mediator: {reply}"
    same(cast.mediator.open(reply), REPLY)
    cast.mediator.release(reply)
    yield "the mediator read and released the reply"
    require(_waits(cast.victim, reply), "the reply is not offered to the victim")
    same(cast.victim.read(reply), REPLY)
    yield "the victim read the reply"
    yield from _carry(case, cast)
    yield from _take_back(case, cast)
    yield from verified(case, cast.victim.party(case), cast, cast.victim)


def _write_again(case: str, cast: Cast) -> Generator[str, None, str]:
    """Send a first letter, get it back with the mediator's words, and send it anew."""
    first = cast.victim.send(case, [text_part(FIRST)])
    yield f"the victim sealed and sent a letter: {first}"
    cast.mediator.open(first)
    cast.mediator.return_letter(first, GUIDANCE)
    yield "the mediator returned it with guidance"
    wrote = cast.victim.wrote(first)
    require(wrote.guidance is not None and wrote.original is not None, "guidance or letter did not come back")
    for container, text in ((wrote.guidance, GUIDANCE), (wrote.original, FIRST)):
        if container is not None:
            same(container, text)
    cast.victim.withdraw(first)
    letter = cast.victim.send(case, [text_part(LETTER)])
    yield f"the victim read the guidance beside her own words, took the first letter back and sent another: {letter}"
    return letter


def _edit_together(letter: str, cast: Cast) -> Generator[str, None, str]:
    """Propose an edit, let its author agree to exactly those bytes, release it."""
    edited = cast.mediator.propose(letter, [text_part(EDITED)])
    yield f"the mediator proposed an edit: {edited}"
    wrote = cast.victim.wrote(letter)
    require(wrote.edited == edited and wrote.proposed is not None, "the edit did not reach its author")
    if wrote.proposed is not None:
        same(wrote.proposed, EDITED)
    cast.victim.agree(letter)
    yield "the victim compared it with her own words and agreed to exactly these"
    cast.mediator.release(edited)
    yield "the mediator approved and released it"
    return edited


def _carry(case: str, cast: Cast) -> Iterator[str]:
    """Carry a few words: shown to the victim whose they are, then said in person."""
    for client, party in ((cast.victim, cast.victim.party(case)), (cast.mediator, OFFENDER)):
        client.consent(case, party, "all", given=True, model="relayed")
    carried = cast.mediator.send(case, [text_part(CARRIED)], kind="relayed")
    cast.mediator.propose_relayed(carried, cast.victim.party(case))
    cast.victim.agree(carried)
    yield "the victim agreed to the words that the mediator carries for her"
    cast.mediator.release(carried, in_person=True)
    cast.mediator.handled(carried, "delivered", how="in-person")
    yield "the mediator said them in person"


def _take_back(case: str, cast: Cast) -> Iterator[str]:
    """Withdraw a letter that lies with the mediator, and one that staff printed."""
    unread = cast.victim.send(case, [text_part(LETTER)])
    cast.victim.withdraw(unread)
    require(not _waits(cast.mediator, unread), "a withdrawn letter still waits")
    yield "the victim took a letter back before anybody read it"
    printed = cast.victim.send(case, [text_part(LETTER)])
    cast.mediator.release(printed)
    pulled(printed, cast.liaison)
    cast.liaison.print(printed)
    cast.victim.withdraw(printed)
    require(_waits(cast.liaison, printed), "the liaison is not told to get it back")
    cast.liaison.handled(printed, "recalled")
    yield "the victim took another back from the counter; the liaison confirmed it"


def _hand_over(letter: str, liaison: Client) -> Generator[str, None, int]:
    number = pulled(letter, liaison)
    yield f"the liaison pulled task {number}"
    require(EDITED in liaison.print(letter), "the page to print is not the letter")
    yield "the liaison printed it: number, page and letter only"
    liaison.handled(letter, "delivered", how="in-person")
    yield "the liaison recorded that it was handed over"
    return number


def pulled(letter: str, liaison: Client) -> int:
    """Let the liaison pull what waits until it is this letter; returns its task's number."""
    for task in iter(liaison.pull_task, None):
        if task.message == letter:
            return task.task
    raise Untrusted("the letter did not reach the institution")


def verified(case: str, party: str, cast: Cast, victim: Client) -> Iterator[str]:
    """Verify a case's ledger as officer and mediator see it, and a victim's own. Raises Untrusted."""
    staff, own = cast.officer.ledger(case), victim.ledger(f"{case}/{party}")
    require(cast.mediator.ledger(case).link == staff.link, "officer and mediator see two ledgers")
    yield f"the ledger of {case} verifies: {len(staff.entries)} entries"
    yield f"the ledger of {case}/{party} verifies: {len(own.entries)} entries"


def _waits(client: Client, message: str) -> bool:
    return any(item.get("message") == message for item in client.tray())


def same(opened: Container, text: str) -> None:
    """Require that exactly this came out. Raises Untrusted."""
    require([part.data.decode() for part in opened.parts] == [text], "something else came out than went in")


def require(holds: bool, failing: str) -> None:  # noqa: FBT001 - a condition, not an option
    """Raise Untrusted with these words where it does not hold."""
    if not holds:
        raise Untrusted(failing)
