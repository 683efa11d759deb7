"""Rows of accounts and invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update

from relay.storage.models_accounts import CardRow, PersonRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def by_sign_in(session: Session, sign_in: str, *, lock: bool = False) -> tuple[PersonRow, CardRow] | None:
    """Return the account with this normalised sign-in name, and its card; lock: no other may change it meanwhile."""
    query = (
        select(PersonRow, CardRow)
        .join(CardRow, CardRow.digest == PersonRow.card_digest)
        .where(PersonRow.sign_in == sign_in)
    )
    if lock:
        query = query.with_for_update(of=PersonRow)
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1])


def auth_hash(session: Session, sign_in: str) -> bytes | None:
    """Return the sign-in secret's hash of the account with this name; one small column, found or not, takes as long."""
    return session.scalar(select(PersonRow.auth_hash).where(PersonRow.sign_in == sign_in))


def hashes(session: Session, sign_in: str) -> tuple[bytes, bytes | None] | None:
    """Return the hashes of the sign-in secret and of the recovery code's, of the account with this name."""
    query = select(PersonRow.auth_hash, PersonRow.recovery_auth_hash).where(PersonRow.sign_in == sign_in)
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1])


def lock(session: Session, person: str) -> PersonRow:
    """Return somebody's account as it is now; no other may change it until this transaction ends."""
    return session.scalars(select(PersonRow).where(PersonRow.person == person).with_for_update()).one()


def by_card(session: Session, card_digest: str) -> PersonRow | None:
    """Return the account with this card."""
    return session.scalar(select(PersonRow).where(PersonRow.card_digest == card_digest))


def exists(session: Session, person: str) -> bool:
    """Tell whether there is such an account."""
    return session.get(PersonRow, person) is not None


def has_recovery(session: Session, person: str) -> bool:
    """Tell whether a recovery code is kept for this person."""
    query = select(PersonRow.person).where(PersonRow.person == person, PersonRow.recovery_auth_hash.is_not(None))
    return session.scalar(query) is not None


def knows_key(session: Session, sign: str, key_id: str) -> bool:
    """Tell whether a card with this signing key or box key is here: a key ever has one card (protocol.md §2)."""
    query = select(CardRow.digest).where(or_(CardRow.sign == sign, CardRow.key_id == key_id)).limit(1)
    return session.scalar(query) is not None


def set_status(session: Session, card_digest: str, status: str) -> str | None:
    """Set the status of the account with this card; return its person, or None where nobody has it."""
    query = update(PersonRow).where(PersonRow.card_digest == card_digest).values(status=status)
    return session.scalar(query.returning(PersonRow.person))
