"""Which card was invited to which party of which case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from relay.storage.models_accounts import CardRow, InvitationRow, PersonRow
from relay.storage.models_cases import PartyRow

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def earlier(session: Session, case_code: str, party: str, *, but: str) -> Sequence[tuple[str, str]]:
    """Return the cards, with whose they are, that a `party` statement named for this party before the present one."""
    query = (
        select(CardRow.digest, CardRow.person)
        .join(InvitationRow, InvitationRow.card_digest == CardRow.digest)
        .where(InvitationRow.case_code == case_code, InvitationRow.party == party)
        .where(InvitationRow.confirmed_at.is_not(None), CardRow.digest != but)
        .order_by(CardRow.digest)
    )
    return [(card, person) for card, person in session.execute(query)]


def is_revoked(session: Session, card_digest: str) -> bool:
    """Tell whether the account with this card was shut out for good."""
    query = select(PersonRow.person).where(PersonRow.card_digest == card_digest, PersonRow.status == "revoked")
    return session.scalar(query) is not None


def still_named(session: Session, card_digest: str) -> bool:
    """Tell whether the newest `party` of any case names this card."""
    return bool(session.scalar(select(exists().where(PartyRow.card_digest == card_digest))))
