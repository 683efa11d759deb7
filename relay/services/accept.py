"""Accept a sealed message: the one way in (R1, R2, R10; protocol.md §4, §6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain import accepting
from relay.domain.case import OFFENDER
from relay.domain.deliveries import HAS_BEEN_HERS
from relay.domain.kinds import LETTERS, is_edit
from relay.domain.refusals import BodyMissing, IdTaken, NotConfirmed, SeqTaken, WrongRole
from relay.domain.states import WITHDRAWN
from relay.errors import NotFound, ProtocolError
from relay.protocol import b64
from relay.protocol.verify import BodySeen
from relay.services.keep_message import keep_message
from relay.services.letter import texts
from relay.services.receive_body import StoredBody
from relay.services.standing import OFFICE, find_standing
from relay.storage import cases, deliveries, kept_drafts, messages, uploads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.domain.person import Person
    from relay.protocol.context import Context
    from relay.services.letter import Letter
    from relay.services.standing import Standing


@dataclass(frozen=True)
class Accepted:
    """Whether a message is new here, and the files of bodies that nothing refers to once this is committed."""

    fresh: bool
    dropped: Sequence[str]


def accept(session: Session, person: Person, letter: Letter, *, clock: Clock) -> Accepted:
    """Accept one message, or the same again, byte for byte; the body is on disk already, its row comes last (R10).

    A body that came more often than it is needed is let go of: what is withdrawn later has left no other copy (R5).
    Raises IdTaken, SeqTaken, StaleCustody, DeskClosed, WrongRole, NotConfirmed, NotOffered, ConsentMissing,
    BodyMissing, ProtocolError, NotFound, StateMoved for an edit of what went.
    """
    context = letter.verified.context
    accepting.offered(context.kind)
    _require_author(person, letter)
    if _is_again(session, person, letter):
        return Accepted(fresh=False, dropped=_spare(session, person, letter))
    standing = find_standing(session, person, cases.lock(session, context.case))
    _require_right(session, standing, letter)
    _require_key(standing, letter)
    sender, body = _sender(session, standing, context), _body(session, person, letter)
    keep_message(session, standing, letter, body, sender=sender, clock=clock)
    if letter.draft:
        kept_drafts.settle(session, letter.draft, person.person, message=context.id, keep=letter.keep)
    return Accepted(fresh=True, dropped=_spare(session, person, letter, used=body.file))


def _require_author(person: Person, letter: Letter) -> None:
    """Only her own key, and only once somebody has signed for it (R2; protocol.md §4.4)."""
    if b64.encode(letter.verified.context.author) != person.sign:
        raise WrongRole("sealed by another key")
    if not person.confirmed:
        raise NotConfirmed("nobody has signed for this card")


def _is_again(session: Session, person: Person, letter: Letter) -> bool:
    """Tell whether this very message was accepted before. Raises IdTaken, SeqTaken."""
    context, seq = letter.verified.context, letter.verified.grant.seq
    holders = messages.holders(session, context.id, person.sign, context.case, seq)
    if context.id in holders:
        _require_same(session, context.id, person, letter)
        return True
    if holders:
        raise SeqTaken("seq")
    return False


def _require_same(session: Session, message: str, person: Person, letter: Letter) -> None:
    known, grant = messages.find(session, message), messages.entry_grant(session, message)
    sent = letter.envelope
    same = (
        known is not None
        and known.person == person.person
        and (known.context, known.seal, known.seal_signature) == (sent.context.decode("utf-8"), *texts(sent.seal))
        and (known.state == WITHDRAWN if grant is None else (grant.grant, grant.signature) == texts(sent.grant))
    )
    if not same:
        raise IdTaken("another message has this id")


def _require_right(session: Session, standing: Standing, letter: Letter) -> None:
    context = letter.verified.context
    has_task = standing.who.liaison and _has_task(session, standing, letter.task, context.thread)
    edit = is_edit(context.kind, context.original)
    accepting.may_send(
        standing.case, standing.who, kind=context.kind, thread=context.thread, edit=edit, has_task=has_task
    )
    if context.original and not edit and not _is_known(session, standing, context.original):
        raise NotFound("original")


def _sender(session: Session, standing: Standing, context: Context) -> str:
    """Tell whose words a message carries: a party's, in an edit its original's author's, "" for staff's own.

    Raises NotFound, WrongRole, StateMoved for what may not be edited.
    """
    if not is_edit(context.kind, context.original):
        by_party = context.kind in (*LETTERS, "aside")
        return (standing.who.party or OFFENDER) if by_party else ""
    row = messages.find(session, context.original)
    if row is None or row.case_code != standing.case.code:
        raise NotFound("original")
    itself = is_edit(row.kind, row.original)
    accepting.may_edit(kind=row.kind, thread=row.thread, edit=itself, state=row.state, into=context.thread)
    return row.sender


def _has_task(session: Session, standing: Standing, number: int | None, thread: str) -> bool:
    """Tell whether a liaison had the task she names, or where she names none any task, in this case and thread."""
    actor = standing.actor.person
    if number is None:
        return deliveries.pulled_in_thread(session, standing.case.code, thread, actor)
    task = deliveries.find_number(session, number, actor)
    if task is None or (task.case_code, task.thread) != (standing.case.code, thread):
        return False
    return task.state in HAS_BEEN_HERS


def _is_known(session: Session, standing: Standing, message: str) -> bool:
    """Tell whether she wrote this message or was given it: no other may be pointed at (R8)."""
    row, actor = messages.find(session, message), standing.actor
    if row is None or row.case_code != standing.case.code:
        return False
    task = deliveries.find(session, message, OFFENDER) if standing.who.liaison else None
    hers = task is not None and task.pulled_by == actor.person and task.state in HAS_BEEN_HERS
    return hers or row.author == actor.sign or bool(messages.grants(session, message, {actor.key_id}))


def _require_key(standing: Standing, letter: Letter) -> None:
    context, trusted = letter.verified.context, standing.trusted
    if context.instance != trusted.roster.instance:
        raise ProtocolError("another programme")
    desk = trusted.desks[OFFICE if context.kind == "sheet" else standing.case.desk.name]
    fresh = desk.custody.at_or_after_open(context.custody)
    accepting.sealed_to(desk.facts, key_id=context.desk, at_or_after_open=fresh)


def _body(session: Session, person: Person, letter: Letter) -> StoredBody:
    """Return the body that came along, or was put before. Raises BodyMissing, ProtocolError for another one."""
    body = letter.body
    if body is None:
        upload = uploads.find(session, letter.verified.context.id, person.person)
        if upload is None:
            raise BodyMissing("no body was put")
        body = StoredBody(upload.file, BodySeen(upload.length, b64.decode(upload.digest)))
    letter.verified.check_body(body.seen)
    return body


def _spare(session: Session, person: Person, letter: Letter, *, used: str = "") -> list[str]:
    """Forget her uploads for this message; return the files, and that of a body that came along, unless it is used."""
    files = uploads.forget(session, [letter.verified.context.id], person.person)
    came = [letter.body.file] if letter.body is not None else []
    return [file for file in (*files, *came) if file != used]
