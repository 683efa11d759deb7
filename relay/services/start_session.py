"""Start a session for somebody whose secret was right."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from nacl.utils import random

from relay.domain.hashing import token_hash
from relay.domain.person import Person
from relay.protocol import b64
from relay.storage.models_accounts import SessionRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.domain.person import Role, Status
    from relay.storage.models_accounts import CardRow, PersonRow


@dataclass(frozen=True)
class Started:
    """A new session: whose it is and the token (b64 of 32 random bytes) that only the cookie keeps."""

    person: Person
    token: str = field(repr=False)


def start_session(session: Session, account: PersonRow, card: CardRow, *, device: str, clock: Clock) -> Started:
    """Add a session row with a fresh vault key (32 random bytes)."""
    token = b64.encode(random(32))
    now = clock.now()
    row = SessionRow(
        id=b64.encode(random(16)),
        token_hash=token_hash(token),
        person=account.person,
        vault_key=random(32),
        created_at=now,
        active_at=now,
        device=device,
    )
    session.add(row)
    person = Person(
        person=account.person,
        role=cast("Role", account.role),
        sign_in=account.sign_in,
        name=card.name,
        card=card.digest,
        sign=card.sign,
        key_id=card.key_id,
        lang=account.lang,
        status=cast("Status", account.status),
        session=row.id,
    )
    return Started(person, token)
