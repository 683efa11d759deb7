"""What an author does about the mediator's words: reads them, agrees or not, takes a message back (protocol.md §5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.client import messages, statements, tasks, wire
from relay.client.case_state import CaseState
from relay.client.errors import Refusal, Untrusted
from relay.client.ledgers import read_ledger
from relay.client.tray import tray
from relay.protocol import b64
from relay.protocol.seal import read_seal
from relay.protocol.statement_forms import VICTIM_HOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relay.client.session import Session
    from relay.protocol.container import Container
    from relay.protocol.message import Opened
    from relay.protocol.statement import Statement

WRITTEN = "written"


@dataclass(frozen=True)
class Wrote:
    """What the mediator wrote about a message: guidance with the author's own words, and an edit that waits."""

    guidance: Container | None
    original: Container | None
    edited: str
    proposed: Container | None


@dataclass(frozen=True)
class _Question:
    """A proposal that waits for an answer: the message, the edit's id, and how the edit is sealed (digest)."""

    case: str
    message: str
    edited: str
    seal: bytes


def wrote(session: Session, message: str) -> Wrote:
    """Open what the mediator wrote to this victim about a message of hers, held against her own ledger.

    Raises Refusal (404 where nothing was written, or it is not hers), Untrusted.
    """
    _, state = _own(session, message)
    returned, proposed = state.returns.get(message), state.proposals.get(message)
    if returned is None and proposed is None:
        raise Refusal(404, "not-found")
    edited = proposed.text("edited") if proposed and message in state.words.asked else ""
    return Wrote(
        guidance=_open_named(session, returned.text("guidance"), returned)[1] if returned else None,
        original=_open_named(session, message, returned)[1] if returned else None,
        edited=edited,
        proposed=_open_named(session, edited, proposed)[1] if proposed and edited else None,
    )


def agree(session: Session, message: str, *, how: str = "") -> None:
    """Agree to exactly the edit that is proposed now, once it has opened and verified.

    message: one's own, for a liaison the task's number or the printed message; how: spoken or written for the offender.
    Raises Refusal (404, 409 `state-moved` where nothing is asked), Untrusted.
    """
    _answer(session, "agree", message, how)


def disagree(session: Session, message: str, *, how: str = "") -> None:
    """Disagree with the edit that is proposed now; see agree."""
    _answer(session, "disagree", message, how)


def withdraw(session: Session, message: str, *, case: str = "", how: str = "") -> None:
    """Take back a message, at whatever stage it is, or with "" all of one's own in a case.

    case: needed for all, and by a liaison, who may read no ledger; staff withdraw for the offender (how: spoken or
    written). Raises Refusal (404, 409 `state-moved` where it was withdrawn before), Untrusted.
    """
    named = case or _case_of(session, message)
    chosen = how or (VICTIM_HOW if session.me.role == "victim" else WRITTEN)
    statements.post(session, [statements.sign(session, "withdraw", named, message=message, how=chosen)])


def _answer(session: Session, type_: str, message: str, how: str) -> None:
    asked = _QUESTIONS.get(session.me.role, _victims_question)(session, message)
    chosen = how or (VICTIM_HOW if session.me.role == "victim" else WRITTEN)
    own = {"message": asked.message, "edited": asked.edited, "seal": b64.encode(asked.seal), "how": chosen}
    statements.post(session, [statements.sign(session, type_, asked.case, **own)])


def _victims_question(session: Session, message: str) -> _Question:
    case, state = _own(session, message)
    proposed = state.proposals.get(message)
    if proposed is None or message not in state.words.asked:
        raise Refusal(409, "state-moved")
    opened, _ = _open_named(session, proposed.text("edited"), proposed)
    return _question(case, message, opened)


def _mediators_question(session: Session, message: str) -> _Question:
    """Find what the mediator herself asked the offender, who answers her in person."""
    _, context = messages.fetch_envelope(session, message)
    state = messages.require_known_author(session, context)
    asked = state.words.asked.get(message)
    if asked is None:
        raise Refusal(409, "state-moved")
    opened, _ = messages.open_served(session, messages.fetch(session, asked.edited))
    return _question(context.case, message, opened)


def _liaisons_question(session: Session, message: str) -> _Question:
    """Find what a task of hers asks the offender: `message` is its number, the printed message or the reply itself."""
    for task in _tasks(session, message):
        opened, _ = tasks.open_served(session, task)
        proposed = opened.statement
        if proposed is not None and proposed.type == "propose":
            named = proposed.text("message")
            if message in (str(task.task), task.message, named):
                return _question(task.case, named, opened)
    raise Refusal(404, "not-found")


_QUESTIONS = {"mediator": _mediators_question, "liaison": _liaisons_question}


def _tasks(session: Session, message: str) -> Iterator[tasks.Task]:
    if message.isdecimal():
        yield tasks.read_task(session, int(message))
        return
    for item in tray(session):
        if item.get("state") != "recalling":
            yield tasks.read_task(session, wire.number(item, "task"))


def _question(case: str, message: str, opened: Opened) -> _Question:
    context = opened.context
    if message not in (context.id, context.original) or context.case != case:
        raise Untrusted("no edit of this message")
    return _Question(case, message, context.id, read_seal(opened.verified.seal.signed, context).digest)


def _open_named(session: Session, message: str, statement: Statement) -> tuple[Opened, Container]:
    """Open what a statement of this victim's own ledger gave her. Raises Untrusted where another one came along."""
    served = messages.fetch(session, message)
    opened, container = messages.open_served(session, served)
    if opened.statement is None or opened.statement.digest != statement.digest:
        raise Untrusted("not what the newest decision in the ledger names")
    return opened, container


def _own(session: Session, message: str) -> tuple[str, CaseState]:
    """Find in which case of hers a victim has a message, by her own verified ledgers. Raises Refusal 404, 403."""
    if session.me.role != "victim":
        raise Refusal(403, "forbidden")
    for item in wire.objects(session.http.get("/cases"), "cases"):
        case = wire.text(item, "code")
        thread = session.http.get(f"/cases/{case}").get("thread")
        if thread:
            state = CaseState.of(read_ledger(session, f"{case}/{thread}"))
            if message in state.messages or message in state.proposals:
                return case, state
    raise Refusal(404, "not-found")


def _case_of(session: Session, message: str) -> str:
    if session.me.role == "victim":
        return _own(session, message)[0]
    _, context = messages.fetch_envelope(session, message)
    return context.case
