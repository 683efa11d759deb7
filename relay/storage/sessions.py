"""Rows of signed-in browsers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, delete, select, update

from relay.storage.models_accounts import CardRow, PersonRow, SessionRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


class FoundSession(NamedTuple):
    """A session with what every request asks of its person and their card."""

    id: str
    active_at: datetime
    person: str
    role: str
    sign_in: str
    lang: str
    status: str
    name: str
    card: str
    sign: str
    key_id: str


# built once: every request asks this
_FIND = (
    select(
        SessionRow.id,
        SessionRow.active_at,
        PersonRow.person,
        PersonRow.role,
        PersonRow.sign_in,
        PersonRow.lang,
        PersonRow.status,
        CardRow.name,
        CardRow.digest,
        CardRow.sign,
        CardRow.key_id,
    )
    .join(PersonRow, PersonRow.person == SessionRow.person)
    .join(CardRow, CardRow.digest == PersonRow.card_digest)
    .where(SessionRow.token_hash == bindparam("token_hash"))
)


def find(session: Session, token_hash: bytes) -> FoundSession | None:
    """Return a token's session with its person and their card, in one query."""
    row = session.connection().execute(_FIND, {"token_hash": token_hash}).one_or_none()
    return None if row is None else FoundSession(*row)


def of_person(session: Session, person: str) -> Sequence[SessionRow]:
    """Return a person's sessions, the newest first."""
    query = select(SessionRow).where(SessionRow.person == person).order_by(SessionRow.created_at.desc(), SessionRow.id)
    return session.scalars(query).all()


def vault_key(session: Session, session_id: str) -> bytes | None:
    """Return the key kept for one session's vault."""
    return session.scalar(select(SessionRow.vault_key).where(SessionRow.id == session_id))


def active_at(session: Session, session_id: str) -> datetime | None:
    """Return when a session was last used, to the minute it is written."""
    return session.scalar(select(SessionRow.active_at).where(SessionRow.id == session_id))


def touch(session: Session, session_id: str, now: datetime) -> None:
    """Note that a session was used; never moves backwards."""
    session.execute(
        update(SessionRow).where(SessionRow.id == session_id, SessionRow.active_at < now).values(active_at=now)
    )


def end(session: Session, session_id: str, *, person: str | None = None) -> bool:
    """Delete one session (only if it is this person's, where one is named); tell whether there was one."""
    query = delete(SessionRow).where(SessionRow.id == session_id)
    if person is not None:
        query = query.where(SessionRow.person == person)
    return session.scalar(query.returning(SessionRow.id)) is not None


def end_all(session: Session, person: str) -> None:
    """Delete every session of a person."""
    session.execute(delete(SessionRow).where(SessionRow.person == person))


def end_others(session: Session, person: str, keep: str) -> None:
    """Delete every session of a person but one."""
    session.execute(delete(SessionRow).where(SessionRow.person == person, SessionRow.id != keep))


def end_idle(session: Session, before: datetime) -> None:
    """Delete the sessions, and with them the vault keys, last used before a moment."""
    session.execute(delete(SessionRow).where(SessionRow.active_at < before))
