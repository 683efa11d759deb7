"""Small questions about who stands in which relation to whom; each is one query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from relay.domain.states import WITHDRAWN
from relay.storage.models_accounts import InvitationRow
from relay.storage.models_cases import CaseRow, PartyRow
from relay.storage.models_messages import MessageRow
from relay.storage.models_trust import RosterRow

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session


def ever_endorsed(session: Session, card: str) -> bool:
    """Tell whether the roster endorsed this card, now or once."""
    return _any(session, select(RosterRow.position).where(RosterRow.card_digest == card))


def invited(session: Session, person: str, card: str) -> bool:
    """Tell whether this card came on an invitation of this person's."""
    query = select(InvitationRow.created_at).where(InvitationRow.inviter == person, InvitationRow.card_digest == card)
    return _any(session, query)


def party_of_mediator(session: Session, mediator: str, card: str) -> bool:
    """Tell whether this card is a party's, or was invited, in a case assigned to the mediator with that card."""
    party = (
        select(PartyRow.party)
        .join(CaseRow, CaseRow.code == PartyRow.case_code)
        .where(PartyRow.card_digest == card, CaseRow.mediator == mediator)
    )
    invitation = (
        select(InvitationRow.role)
        .join(CaseRow, CaseRow.code == InvitationRow.case_code)
        .where(InvitationRow.card_digest == card, CaseRow.mediator == mediator)
    )
    return _any(session, party) or _any(session, invitation)


def party_before(session: Session, person: str, card: str) -> bool:
    """Tell whether this card came on an invitation to a party that this person is now."""
    query = (
        select(PartyRow.party)
        .join(
            InvitationRow,
            (InvitationRow.case_code == PartyRow.case_code) & (InvitationRow.party == PartyRow.party),
        )
        .where(PartyRow.person == person, InvitationRow.card_digest == card)
    )
    return _any(session, query)


def victim_case(session: Session, person: str, code: str) -> str | None:
    """Return the party that this person is in a case by its newest `party` statement."""
    query = select(PartyRow.party).where(PartyRow.person == person, PartyRow.case_code == code)
    return session.scalar(query.limit(1))


def invited_party(session: Session, card: str, code: str) -> str | None:
    """Return the party that this card was invited as in a case."""
    query = select(InvitationRow.party).where(InvitationRow.card_digest == card, InvitationRow.case_code == code)
    return session.scalar(query.limit(1))


def thread_reviewed(session: Session, mediator: str, code: str, message: str) -> str | None:
    """Return the thread of a letter that the mediator with that card has before her in a case, unless withdrawn."""
    query = (
        select(MessageRow.thread)
        .join(CaseRow, CaseRow.code == MessageRow.case_code)
        .where(MessageRow.id == message, MessageRow.case_code == code, CaseRow.mediator == mediator)
        .where(MessageRow.state != WITHDRAWN)
    )
    return session.scalar(query)


def _any(session: Session, query: Select[Any]) -> bool:
    return session.execute(query.limit(1)).first() is not None
