"""Sign somebody in by name and sign-in secret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.domain.attempts import FORGOTTEN_AFTER, wait_after
from relay.domain.hashing import ATTEMPT, AUTH, keyed, same
from relay.errors import ProtocolError, SlowDown
from relay.protocol.passphrase import normal_name
from relay.services.start_session import Started, start_session
from relay.storage import attempts, people

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.storage.models_accounts import AttemptsRow

NOBODY = bytes(32)  # compared with for an unknown name, so that both answers take the same time


@dataclass(frozen=True)
class Knock:
    """One attempt to sign in: what was typed, and where it comes from."""

    sign_in: str
    auth: bytes
    address: str
    device: str


@dataclass(frozen=True)
class Patience:
    """How many wrong attempts are free, and the longest wait in seconds."""

    free_name: int
    free_address: int
    longest: int


@dataclass(frozen=True)
class SignedInPerson:
    """A new session, and the wrapped seed (72 bytes) that only the passphrase opens."""

    started: Started
    wrapped_seed: bytes
    card: str
    card_signature: str


def sign_in(
    session: Session, knock: Knock, *, pepper: bytes, patience: Patience, clock: Clock
) -> SignedInPerson | None:
    """Check a name and its secret; the same steps and queries whether the name is known or not.

    Returns None for a wrong secret, an unknown name or a revoked person: the attempt is counted then, so the
    caller commits before it refuses. Success forgets what was counted for the name.
    Raises SlowDown while the name or the address has to wait.
    """
    now = clock.now()
    name = _known_form(knock.sign_in)
    keys = {
        keyed(b"name:" + name.encode(), ATTEMPT, pepper): patience.free_name,
        keyed(b"address:" + knock.address.encode(), ATTEMPT, pepper): patience.free_address,
    }
    counted = attempts.find(session, keys)
    _require_patience(counted, now)
    found = people.by_sign_in(session, name)
    right = same(keyed(knock.auth, AUTH, pepper), found[0].auth_hash if found else NOBODY)
    if found is None or not right or found[0].status == "revoked":
        for key, free in keys.items():
            _count(session, key, counted.get(key), now=now, free=free, longest=patience.longest)
        return None
    attempts.forget(session, next(iter(keys)))
    account, card = found
    started = start_session(session, account, card, device=knock.device, clock=clock)
    return SignedInPerson(started, account.wrapped_seed, card.card, card.signature)


def _known_form(sign_in_name: str) -> str:
    try:
        return normal_name(sign_in_name)
    except ProtocolError:
        return ""  # nobody can have it: counted and refused like any unknown name


def _require_patience(counted: dict[bytes, AttemptsRow], now: datetime) -> None:
    until = max((row.until for row in counted.values()), default=now)
    if until > now:
        raise SlowDown("sign-in", seconds=int((until - now).total_seconds()) + 1)


def _count(session: Session, key: bytes, row: AttemptsRow | None, *, now: datetime, free: int, longest: int) -> None:
    fresh = row is None or now - row.until > FORGOTTEN_AFTER
    count = 1 if row is None or fresh else row.count + 1
    attempts.keep(session, key, count, now + wait_after(count, free=free, longest=longest))
