"""Rows of accounts and invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update

from relay.storage.models_accounts import CardRow, InvitationRow, PersonRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


def by_sign_in(session: Session, sign_in: str) -> tuple[PersonRow, CardRow] | None:
    """Return the account with this normalised sign-in name, and its card."""
    query = (
        select(PersonRow, CardRow)
        .join(CardRow, CardRow.digest == PersonRow.card_digest)
        .where(PersonRow.sign_in == sign_in)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1])


def by_card(session: Session, card_digest: str) -> PersonRow | None:
    """Return the account with this card."""
    return session.scalar(select(PersonRow).where(PersonRow.card_digest == card_digest))


def exists(session: Session, person: str) -> bool:
    """Tell whether there is such an account."""
    return session.get(PersonRow, person) is not None


def knows_key(session: Session, sign: str, key_id: str) -> bool:
    """Tell whether a card with this signing key or box key is here: a key ever has one card (protocol.md §2)."""
    query = select(CardRow.digest).where(or_(CardRow.sign == sign, CardRow.key_id == key_id)).limit(1)
    return session.scalar(query) is not None


def set_status(session: Session, card_digest: str, status: str) -> str | None:
    """Set the status of the account with this card; return its person, or None where nobody has it."""
    query = update(PersonRow).where(PersonRow.card_digest == card_digest).values(status=status)
    return session.scalar(query.returning(PersonRow.person))


def set_confirmed(session: Session, card_digest: str, now: datetime) -> None:
    """Note when the invitation of this card was confirmed; the first time counts."""
    session.execute(
        update(InvitationRow)
        .where(InvitationRow.card_digest == card_digest, InvitationRow.confirmed_at.is_(None))
        .values(confirmed_at=now)
    )
