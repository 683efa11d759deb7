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


@dataclass(frozen=True)
class FoundSession:
    """A live or idle session: whose it is and when it was last used."""

    person: Person
    active_at: datetime


def read_session(session: Session, token: str) -> FoundSession | None:
    """Return whose session this token opens; None for an unknown token or a revoked person. One query."""
    row = sessions.find(session, token_hash(token))
    if row is None or row.status == "revoked":
        return None
    person = Person(
        person=row.person,
        role=cast("Role", row.role),
        sign_in=row.sign_in,
        name=row.name,
        card=row.card,
        sign=row.sign,
        key_id=row.key_id,
        lang=row.lang,
        status=cast("Status", row.status),
        session=row.id,
    )
    return FoundSession(person, row.active_at)
