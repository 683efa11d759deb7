"""Which card was invited to which party of which case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from relay.storage.models_accounts import CardRow, InvitationRow
from relay.storage.models_cases import PartyRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def person(session: Session, card_digest: str, case_code: str, party: str) -> str | None:
    """Return whose card came back on an invitation to exactly this party, or None."""
    query = (
        select(CardRow.person)
        .join(InvitationRow, InvitationRow.card_digest == CardRow.digest)
        .where(CardRow.digest == card_digest, CardRow.role == "victim")
        .where(InvitationRow.case_code == case_code, InvitationRow.party == party)
    )
    return session.scalar(query)


def still_named(session: Session, card_digest: str) -> bool:
    """Tell whether the newest `party` of any case names this card."""
    return bool(session.scalar(select(exists().where(PartyRow.card_digest == card_digest))))
