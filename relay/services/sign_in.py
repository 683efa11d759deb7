"""Sign somebody in by name and sign-in secret."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relay.domain.hashing import AUTH, keyed, same
from relay.errors import ProtocolError
from relay.protocol.passphrase import normal_name
from relay.services.counting import Attempt, Patience, count_wrong, forget_wrong, require_patience
from relay.services.note import note_device
from relay.services.start_session import Started, start_session
from relay.storage import people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock

NOBODY = bytes(32)  # compared with for an unknown name, so that both answers take the same time


@dataclass(frozen=True)
class Knock:
    """One attempt to come in: what was typed, the secret that follows from it, and where it comes from."""

    sign_in: str = field(repr=False)
    auth: bytes = field(repr=False)
    address: str
    device: str


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
    name = known_form(knock.sign_in)
    attempt = Attempt("name", name, knock.address)
    counted = require_patience(session, attempt, pepper=pepper, patience=patience, now=now)
    right = same(keyed(knock.auth, AUTH, pepper), people.auth_hash(session, name) or NOBODY)
    found = people.by_sign_in(session, name, lock=True) if right else None  # a new passphrase ends its old sessions
    if found is None or found[0].status == "revoked":
        count_wrong(session, counted)
        return None
    forget_wrong(session, counted)
    account, card = found
    note_device(session, account.person, knock.device, now=now)
    started = start_session(session, account, device=knock.device, clock=clock)
    return SignedInPerson(started, account.wrapped_seed, card.card, card.signature)


def known_form(sign_in_name: str) -> str:
    """Return a sign-in name in its one form; "" for what nobody can have, which is then refused as unknown."""
    try:
        return normal_name(sign_in_name)
    except ProtocolError:
        return ""
