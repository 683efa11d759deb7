"""Rows of messages and their grants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, insert, or_, select

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


def granted_keys(session: Session, message: str) -> frozenset[str]:
    """Return the keys that a message was granted to."""
    return frozenset(session.scalars(select(GrantRow.key_id).where(GrantRow.message == message)))
