"""Come back in with a recovery code, and choose a new passphrase (protocol.md §3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relay.domain.hashing import AUTH, keyed, same
from relay.services.counting import Attempt, Counted, Patience, count_wrong, forget_wrong, require_patience
from relay.services.note import note
from relay.services.sign_in import NOBODY, Knock, known_form
from relay.services.start_session import Started, start_session
from relay.storage import people, sessions

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock


@dataclass(frozen=True)
class Recoverable:
    """Whose account a code opens, and the seed (72 bytes) wrapped under it; the card tells whether it is the one."""

    card: str
    card_signature: str
    person: str
    recovery_seed: bytes = field(repr=False)


@dataclass(frozen=True)
class NewSecrets:
    """What signs in from now on, with the seed wrapped anew; both recovery values, or neither for no code."""

    auth: bytes = field(repr=False)
    wrapped_seed: bytes = field(repr=False)
    recovery_auth: bytes | None = field(repr=False)
    recovery_seed: bytes | None = field(repr=False)


def look_at_recovery(
    session: Session, knock: Knock, *, pepper: bytes, patience: Patience, clock: Clock
) -> Recoverable | None:
    """Check a name and what follows from its code; the same steps whether the name is known or has a code or not.

    knock.auth: the code's, not the passphrase's. Nothing is changed, and no session begins.
    Returns None for anything wrong, which is counted: the caller commits before it refuses. Raises SlowDown.
    """
    tried = _try(session, knock, pepper=pepper, patience=patience, now=clock.now())
    found = people.by_sign_in(session, tried.name) if tried.right else None
    if found is None or found[0].status == "revoked":
        count_wrong(session, tried.counted)
        return None
    account, card = found
    return Recoverable(card.card, card.signature, account.person, account.recovery_seed or b"")


def recover(
    session: Session, knock: Knock, new: NewSecrets, *, pepper: bytes, patience: Patience, clock: Clock
) -> Started | None:
    """Replace passphrase and code at once, end every session, and begin one: all or nothing.

    The code is void afterwards. The very same call again (its answer was lost) begins a session again.
    Returns None for anything wrong, which is counted: the caller commits before it refuses. Raises SlowDown.
    """
    now, auth_hash = clock.now(), keyed(new.auth, AUTH, pepper)
    tried = _try(session, knock, pepper=pepper, patience=patience, now=now)
    again = same(auth_hash, tried.auth_hash)
    found = people.by_sign_in(session, tried.name, lock=True) if tried.right or again else None
    if found is None or found[0].status == "revoked" or not (tried.right or found[0].wrapped_seed == new.wrapped_seed):
        count_wrong(session, tried.counted)
        return None
    forget_wrong(session, tried.counted)
    account, _ = found
    if tried.right:
        account.auth_hash, account.wrapped_seed = auth_hash, new.wrapped_seed
        account.recovery_auth_hash = keyed(new.recovery_auth, AUTH, pepper) if new.recovery_auth else None
        account.recovery_seed = new.recovery_seed
        sessions.end_all(session, account.person)
        note(session, account.person, "recovered", knock.device, now=now)
    return start_session(session, account, device=knock.device, clock=clock)


@dataclass(frozen=True)
class _Tried:
    """A name in its known form, what was counted for it, whether the code is its own, and what signs it in now."""

    name: str
    counted: Counted
    right: bool
    auth_hash: bytes


def _try(session: Session, knock: Knock, *, pepper: bytes, patience: Patience, now: datetime) -> _Tried:
    """Hold a code against a name in the same time whether the name is known, has a code, or not."""
    name = known_form(knock.sign_in)
    attempt = Attempt("code", name, knock.address)
    counted = require_patience(session, attempt, pepper=pepper, patience=patience, now=now)
    auth_hash, kept = people.hashes(session, name) or (NOBODY, None)
    right = same(keyed(knock.auth, AUTH, pepper), kept or NOBODY) and kept is not None
    return _Tried(name, counted, right, auth_hash)
