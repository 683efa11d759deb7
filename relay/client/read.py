"""Open what this person may read: a mediator's reading is signed, a victim's stays hers unless she says so."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from relay.client import messages, statements
from relay.client.errors import NotPossible, Refusal, Untrusted
from relay.domain import states

if TYPE_CHECKING:
    from relay.client.session import Session
    from relay.protocol.container import Container
    from relay.protocol.message import Opened


NOT_REVIEWED = ("sheet", "request", "guidance", "notes")


def open_(session: Session, message: str) -> Container:
    """Open a message: a mediator's opening signs `reading` the first time, a victim's is `read`, others' `look`.

    Raises Refusal, Untrusted, NotPossible.
    """
    opened, container = look(session, message)
    if session.me.role == "victim" and not _is_written_to_her(opened):
        return read(session, message)
    if session.me.role == "mediator":
        sign_reading(session, message)
    return container


def _is_written_to_her(opened: Opened) -> bool:
    """Tell what her mediator gave a victim by a return or a proposal; `wrote` holds it against her ledger too."""
    return opened.statement is not None and opened.statement.type in ("return", "propose")


def look(session: Session, message: str) -> tuple[Opened, Container]:
    """Open a message and verify all of it, signing nothing; staff hold its author against the staff ledger."""
    return messages.open_served(session, messages.fetch(session, message))


def look_if_held(session: Session, message: str) -> tuple[Opened, Container] | None:
    """Open a message as `look` does; None for one that is sealed to a key only an earlier mediator has."""
    try:
        return look(session, message)
    except NotPossible:
        return None
    except Refusal as refusal:
        if refusal.status != HTTPStatus.NOT_FOUND:
            raise
        return None


def sign_reading(session: Session, message: str) -> None:
    """Sign `reading` for a message that nobody has begun to read yet."""
    _, context = messages.fetch_envelope(session, message)
    state = messages.require_known_author(session, context)
    if state.states[message] == states.SEALED and context.kind not in NOT_REVIEWED:
        reading = statements.sign(session, "review", context.case, message=message, to=states.READING, until="")
        statements.post(session, [reading])


def read(session: Session, message: str, *, let_know: bool = False) -> Container:
    """Open what was released to this victim.

    let_know: sign `opened`, so that the mediator may know; never without being asked to.
    Raises Untrusted unless the mediator's release to this very party grants it; Refusal (403 for staff, 404 also for
    what her mediator wrote to her about, which `open_` opens).
    """
    if session.me.role != "victim":
        raise Refusal(403, "forbidden")
    opened, container = look(session, message)
    if _is_written_to_her(opened):
        raise Refusal(404, "not-found")
    statement = opened.statement
    if statement is None or statement.type != "release" or statement.text("to") != opened.context.thread:
        raise Untrusted("not released to this person")
    if let_know:
        statements.post(session, [statements.sign(session, "opened", opened.context.case, message=message)])
    return container
