"""The liaison's counter: pull a numbered task, print it, record what happened, seal the reply (design.md §4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from relay.client import messages, send, statements, wire
from relay.client.desks import case_desk
from relay.client.errors import Refusal, Untrusted
from relay.client.print_page import print_page, recall_page
from relay.client.tray import tray
from relay.domain.case import OFFENDER
from relay.domain.deliveries import RECALLING
from relay.protocol import b64
from relay.protocol.seal import read_seal
from relay.protocol.statement import read_statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relay.client.session import Session
    from relay.protocol.container import Container, Part
    from relay.protocol.message import Opened
    from relay.protocol.statement import Statement

NUMBER_DIGITS: Final = 6
OF_THE_MEDIATOR: Final = frozenset({"return", "propose"})  # guidance and edits for the offender, on paper too


@dataclass(frozen=True)
class Task:
    """A pulled delivery: its number is all that paper and screen show."""

    task: int
    message: str
    case: str
    thread: str
    state: str


def pull(session: Session) -> Task | None:
    """Pull the next waiting delivery and sign `pulled`; None where nothing waits. Raises Refusal."""
    answer = session.http.post("/tasks", {})
    if answer.get("task") is None:
        return None
    task = read_task(session, wire.number(answer, "task"))
    handled(session, task.message, "pulled", case=task.case)
    return task


def read_task(session: Session, number: int) -> Task:
    """Look up one of this liaison's own tasks by its number.

    Raises Refusal (404), Untrusted where it is about something else than when it was opened under that number (R4).
    """
    answer = session.http.get(f"/tasks/{number}")
    message, case, thread, state = (wire.text(answer, name) for name in ("message", "case", "thread", "state"))
    opened = session.trust.seen.task(number)
    if opened is not None and opened[:3] != (message, case, thread):
        raise Untrusted("this number stood for something else when it was opened")
    return Task(number, message, case, thread, state)


def task_of(session: Session, message: str) -> Task:
    """Find this liaison's task for a message, or by its number. Raises Refusal (404)."""
    if _is_number(message):
        return read_task(session, int(message))
    found = next((item for item in tray(session) if item.get("message") == message), None)
    if found is None:
        raise Refusal(404, "not-found")
    task = read_task(session, wire.number(found, "task"))
    if task.message != message:
        raise Untrusted("another message's task")
    return task


def open_task(session: Session, task: Task) -> Container:
    """Open the letter of a pulled task, verified to the end.

    Raises Untrusted unless the case's mediator released exactly this message to the offender, or gave it for him as
    her word about a reply of his.
    """
    return open_served(session, task)[1]


def open_served(session: Session, task: Task) -> tuple[Opened, Container]:
    """Open what a task is about and remember it as that; see open_task."""
    opened, container = messages.open_served(session, messages.fetch(session, task.message))
    statement, context = opened.statement, opened.context
    if statement is None or not (statement.type in OF_THE_MEDIATOR or _is_to_offender(statement)):
        raise Untrusted("not released to be handed over")
    if (context.case, context.thread) != (task.case, task.thread):
        raise Untrusted("another case's message")
    seal = b64.encode(read_seal(opened.verified.seal.signed, context).digest)
    if session.trust.seen.task(task.task) not in (None, (task.message, task.case, task.thread, seal)):
        raise Untrusted("other bytes than were opened under this number")
    session.trust.seen.note_task(task.task, (task.message, task.case, task.thread, seal))
    return opened, container


def _is_to_offender(statement: Statement) -> bool:
    return statement.type == "release" and statement.text("to") == OFFENDER


def print_(session: Session, message: str) -> str:
    """Return the HTML to print for a task (by message id or number) and sign `printed`.

    What was called back is not printed: its page says what to do instead, and nothing is signed.
    Raises Refusal, Untrusted.
    """
    task = task_of(session, message)
    if task.state == RECALLING:
        return recall_page(str(task.task), session.me.lang)
    page = print_page(str(task.task), open_task(session, task), session.me.lang)
    handled(session, task.message, "printed", case=task.case)
    return page


def handled(session: Session, message: str, outcome: str, *, how: str = "", case: str = "") -> None:
    """Record what happened to a delivery.

    how: in-person, read-aloud, supervised or none ("" = in person for `delivered`, else none).
    Raises Refusal (409 `state-moved` out of turn).
    """
    if _is_number(message):
        task = read_task(session, int(message))
        message, case = task.message, task.case
    case = case or _case_of(session, message)
    chosen = how or ("in-person" if outcome == "delivered" else "none")
    statement = statements.sign(session, "handled", case, message=message, outcome=outcome, how=chosen)
    statements.post(session, [statement])


def reply(session: Session, number: int, parts: Sequence[Part], *, lang: str = "") -> str:
    """Seal scans or text to the mediator of the case that a task belongs to; return the message's id.

    It cannot be opened again here. Raises Refusal (409 `mediator-changed` where it is another than released the
    letter, and nobody confirms), Untrusted.
    """
    task = read_task(session, number)
    if session.trust.seen.task(number) is None:
        open_task(session, task)  # its case and thread are those that the message itself names
    _meet_mediator(session, task)
    draft = send.Draft(task.case, task.thread, "letter", parts, lang or session.me.lang, task=task.task)
    return send.deliver(session, draft, case_desk(task.case))


def _meet_mediator(session: Session, task: Task) -> None:
    """Remember who released the letter, where this liaison knows no mediator of that case yet (protocol.md §6)."""
    if session.trust.seen.mediator(task.case):
        return
    envelope, _ = messages.fetch_envelope(session, task.message)
    if envelope.statement is None:
        raise Untrusted("nothing that was released")
    with wire.believing():
        released = read_statement(envelope.statement)
    card = session.trust.roster().card_by_sign(released.by)
    if card is not None:
        session.trust.seen.note_mediator(task.case, b64.encode(card.digest))


def _case_of(session: Session, message: str) -> str:
    """Tell the case of what was handled; of what was withdrawn only the task is left."""
    try:
        return messages.fetch_envelope(session, message)[1].case
    except Refusal as refusal:
        if refusal.reason != "not-found" or session.me.role != "liaison":
            raise
    return task_of(session, message).case


def _is_number(message: str) -> bool:
    """Tell a task's number from a message's id (22 characters)."""
    return len(message) == NUMBER_DIGITS and message.isdecimal()
