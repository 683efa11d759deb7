"""Count wrong attempts of a name and of an address, and make whoever tries on wait longer each time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relay.domain.attempts import FORGOTTEN_AFTER, wait_after
from relay.domain.hashing import ATTEMPT, keyed
from relay.errors import SlowDown
from relay.storage import attempts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from relay.storage.models_accounts import AttemptsRow


@dataclass(frozen=True)
class Patience:
    """How many wrong attempts are free, and the longest wait in seconds."""

    free_name: int
    free_address: int
    longest: int


@dataclass(frozen=True)
class Attempt:
    """One attempt: what was tried ("name" or "code"), whose name in its known form, and where it comes from."""

    tried: str
    name: str = field(repr=False)
    address: str = field(repr=False)


@dataclass(frozen=True)
class Counted:
    """What was counted before this attempt: by key, and how many are free for each."""

    name: bytes
    free: Mapping[bytes, int]
    rows: Mapping[bytes, AttemptsRow]
    longest: int
    now: datetime


def require_patience(
    session: Session, attempt: Attempt, *, pepper: bytes, patience: Patience, now: datetime
) -> Counted:
    """Read what was counted; one query, whether the name is known or not.

    Raises SlowDown while the name or the address has to wait.
    """
    name = keyed(f"{attempt.tried}:{attempt.name}".encode(), ATTEMPT, pepper)
    address = keyed(b"address:" + attempt.address.encode(), ATTEMPT, pepper)
    free = {name: patience.free_name, address: patience.free_address}
    rows = attempts.find(session, free)
    until = max((row.until for row in rows.values()), default=now)
    if until > now:
        raise SlowDown("sign-in", seconds=int((until - now).total_seconds()) + 1)
    return Counted(name, free, rows, patience.longest, now)


def count_wrong(session: Session, counted: Counted) -> None:
    """Count a wrong attempt for its name and its address; the caller commits before it refuses."""
    for key, free in counted.free.items():
        row = counted.rows.get(key)
        fresh = row is None or counted.now - row.until > FORGOTTEN_AFTER
        count = 1 if row is None or fresh else row.count + 1
        attempts.keep(session, key, count, counted.now + wait_after(count, free=free, longest=counted.longest))


def forget_wrong(session: Session, counted: Counted) -> None:
    """Start the name's count anew after a right attempt; the address keeps its own."""
    attempts.forget(session, counted.name)
