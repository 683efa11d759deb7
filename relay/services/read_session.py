"""Find whose session a token is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from relay.domain.hashing import token_hash
from relay.domain.person import Person
from relay.storage import sessions

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from relay.domain.person import Role, Status
    from relay.storage.models_accounts import CardRow, PersonRow, SessionRow


@dataclass(frozen=True)
class FoundSession:
    """A live or idle session: whose it is and when it was last used."""

    person: Person
    active_at: datetime


def read_session(session: Session, token: str) -> FoundSession | None:
    """Return whose session this token opens; None for an unknown token or a revoked person. One query."""
    row = sessions.find(session, token_hash(token))
    if row is None or row[1].status == "revoked":
        return None
    return FoundSession(person=to_person(*row), active_at=row[0].active_at)


def to_person(session_row: SessionRow, account: PersonRow, card: CardRow) -> Person:
    """Make the person of a request from their rows."""
    return Person(
        person=account.person,
        role=cast("Role", account.role),
        sign_in=account.sign_in,
        name=card.name,
        card=card.digest,
        sign=card.sign,
        key_id=card.key_id,
        lang=account.lang,
        status=cast("Status", account.status),
        session=session_row.id,
    )
