"""Start a session for somebody whose secret was right."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nacl.utils import random

from relay.domain.hashing import token_hash
from relay.errors import NotSignedIn
from relay.protocol import b64
from relay.services.read_session import read_session
from relay.storage.models_accounts import SessionRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.domain.person import Person
    from relay.storage.models_accounts import PersonRow


@dataclass(frozen=True)
class Started:
    """A new session: whose it is and the token (b64 of 32 random bytes) that only the cookie keeps."""

    person: Person
    token: str = field(repr=False)


def start_session(session: Session, account: PersonRow, *, device: str, clock: Clock) -> Started:
    """Add a session row with a fresh vault key (32 random bytes). Raises NotSignedIn for a revoked person."""
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
    session.flush()
    found = read_session(session, token)
    if found is None:
        raise NotSignedIn("revoked")
    return Started(found.person, token)
