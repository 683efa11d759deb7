"""Rows of messages and their grants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update

from relay.domain.kinds import LETTERS
from relay.storage.models_ledgers import StatementRow
from relay.storage.models_messages import GrantRow, MessageRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session


_ADD_MESSAGE = insert(MessageRow)
_ADD_GRANT = insert(GrantRow)
_HOLDERS = select(MessageRow.id).where(
    or_(
        MessageRow.id == bindparam("message"),
        and_(
            MessageRow.author == bindparam("author"),
            MessageRow.case_code == bindparam("case_code"),
            MessageRow.seq == bindparam("seq"),
        ),
    )
)


def find(session: Session, message: str) -> MessageRow | None:
    """Return an acknowledged message."""
    return session.get(MessageRow, message)


def contexts(session: Session, messages: Collection[str]) -> Mapping[tuple[str, str], str]:
    """Return the exact contexts of these messages, by case and id; unknown ids are left out."""
    query = select(MessageRow.case_code, MessageRow.id, MessageRow.context).where(MessageRow.id.in_(messages))
    return {(case_code, message): context for case_code, message, context in session.execute(query)}


def add(session: Session, message: Mapping[str, Any], grant: Mapping[str, Any]) -> None:
    """Write a message and the one grant it enters with; every column of both rows by name."""
    connection = session.connection()
    connection.execute(_ADD_MESSAGE, message)
    connection.execute(_ADD_GRANT, grant)


def last_seq(session: Session, author: str, case_code: str) -> int:
    """Return the highest count of this author's own messages in a case; 0 before the first (protocol.md §4.5)."""
    query = select(func.max(MessageRow.seq)).where(MessageRow.author == author, MessageRow.case_code == case_code)
    return session.scalar(query) or 0


def holders(session: Session, message: str, author: str, case_code: str, seq: int) -> frozenset[str]:
    """Return the ids of messages that hold this id, or this place in the author's count in the case."""
    values = {"message": message, "author": author, "case_code": case_code, "seq": seq}
    return frozenset(session.connection().scalars(_HOLDERS, values))


def entry_grant(session: Session, message: str) -> GrantRow | None:
    """Return the grant a message came with."""
    return session.scalar(select(GrantRow).where(GrantRow.message == message, GrantRow.statement == ""))


def grants(session: Session, message: str, keys: Collection[str]) -> Sequence[GrantRow]:
    """Return a message's grants to any of these keys."""
    query = select(GrantRow).where(GrantRow.message == message, GrantRow.key_id.in_(keys))
    return session.scalars(query.order_by(GrantRow.digest)).all()


def hand_on(session: Session, case_code: str, person: str, successor: str) -> None:
    """Let a party's new account have what its earlier one sent, so that its owner finds it and may withdraw it."""
    sent = update(MessageRow).where(MessageRow.case_code == case_code, MessageRow.person == person)
    session.execute(sent.values(person=successor))


def drop_grants(session: Session, message: str, keys: Collection[str]) -> None:
    """Remove a message's later grants to these keys."""
    later = (GrantRow.message == message, GrantRow.statement != "", GrantRow.key_id.in_(keys))
    session.execute(delete(GrantRow).where(*later))


def of_party(session: Session, case_code: str, party: str) -> Sequence[MessageRow]:
    """Return what a party made, or had carried, in a case, with the mediator's edits of it, the oldest first."""
    query = select(MessageRow).where(MessageRow.case_code == case_code, MessageRow.sender == party)
    return session.scalars(query.order_by(MessageRow.accepted_at, MessageRow.id)).all()


def edits(session: Session, message: MessageRow) -> Sequence[MessageRow]:
    """Return the edits that were made of a message."""
    query = select(MessageRow).where(
        MessageRow.case_code == message.case_code, MessageRow.original == message.id, MessageRow.kind.in_(LETTERS)
    )
    return session.scalars(query.order_by(MessageRow.accepted_at, MessageRow.id)).all()


def asides(session: Session, party: str, case_code: str, originals: Collection[str]) -> Sequence[MessageRow]:
    """Return a party's words to the mediator alone that went with any of these messages of the case."""
    with_them = (MessageRow.case_code == case_code, MessageRow.kind == "aside", MessageRow.original.in_(originals))
    query = select(MessageRow).where(*with_them, MessageRow.sender == party)
    return session.scalars(query.order_by(MessageRow.accepted_at, MessageRow.id)).all()


def guidances(session: Session, message: MessageRow) -> Sequence[MessageRow]:
    """Return what a message was returned with."""
    query = select(MessageRow).where(MessageRow.case_code == message.case_code, MessageRow.about == message.id)
    return session.scalars(query.order_by(MessageRow.accepted_at, MessageRow.id)).all()


def drop_all_grants(session: Session, messages: Collection[str], *, but_released: Collection[str]) -> None:
    """Remove every grant of these messages, the first one too.

    but_released: messages whose recipient keeps what a release granted.
    """
    released = select(StatementRow.digest).where(StatementRow.type == "release")
    kept = GrantRow.message.in_(but_released) & GrantRow.statement.in_(released)
    session.execute(delete(GrantRow).where(GrantRow.message.in_(messages), ~kept))


def drop_later_grants(session: Session, messages: Collection[str]) -> None:
    """Remove every grant of these messages but the first one."""
    session.execute(delete(GrantRow).where(GrantRow.message.in_(messages), GrantRow.statement != ""))


def granted_keys(session: Session, message: str) -> frozenset[str]:
    """Return the keys that a message was granted to."""
    return frozenset(session.scalars(select(GrantRow.key_id).where(GrantRow.message == message)))
