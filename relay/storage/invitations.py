"""Rows of invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, tuple_, update

from relay.storage.models_accounts import CardRow, InvitationRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


def find(session: Session, invite: str) -> InvitationRow | None:
    """Return an invitation."""
    return session.get(InvitationRow, invite)


def lock(session: Session, invite: str) -> InvitationRow | None:
    """Return an invitation and hold it: of two cards that come at once, one is the second."""
    return session.scalar(select(InvitationRow).where(InvitationRow.id == invite).with_for_update())


def page(
    session: Session, inviter: str, before: tuple[datetime, str] | None, size: int
) -> Sequence[tuple[InvitationRow, CardRow | None]]:
    """Return one inviter's invitations with the cards that came on them, the newest first, at most size."""
    query = (
        select(InvitationRow, CardRow)
        .join(CardRow, CardRow.digest == InvitationRow.card_digest, isouter=True)
        .where(InvitationRow.inviter == inviter)
        .order_by(InvitationRow.created_at.desc(), InvitationRow.id.desc())
        .limit(size)
    )
    if before is not None:
        query = query.where(tuple_(InvitationRow.created_at, InvitationRow.id) < before)
    return [(invitation, card) for invitation, card in session.execute(query)]


def count_open(session: Session, inviter: str, now: datetime) -> int:
    """Count one inviter's invitations that are neither used nor expired."""
    query = select(func.count()).where(
        InvitationRow.inviter == inviter, InvitationRow.card_digest.is_(None), InvitationRow.expires_at > now
    )
    return session.scalar(query) or 0


def note_confirmed(session: Session, card: str, case_code: str | None, party: str | None, now: datetime) -> None:
    """Note when the invitation on which a card came to a party (to the staff, for None) was signed for.

    The first time counts.
    """
    session.execute(
        update(InvitationRow)
        .where(
            InvitationRow.card_digest == card,
            InvitationRow.case_code.is_not_distinct_from(case_code),
            InvitationRow.party.is_not_distinct_from(party),
            InvitationRow.confirmed_at.is_(None),
        )
        .values(confirmed_at=now)
    )


def expire_open(session: Session, inviter: str, now: datetime) -> None:
    """Let one inviter's invitations that nobody used end now."""
    session.execute(
        update(InvitationRow)
        .where(InvitationRow.inviter == inviter, InvitationRow.card_digest.is_(None), InvitationRow.expires_at > now)
        .values(expires_at=now)
    )


def take_back(session: Session, invite: str, inviter: str) -> bool:
    """Delete one of an inviter's own invitations that was not used; tell whether there was one."""
    query = delete(InvitationRow).where(
        InvitationRow.id == invite, InvitationRow.inviter == inviter, InvitationRow.card_digest.is_(None)
    )
    return session.scalar(query.returning(InvitationRow.id)) is not None
