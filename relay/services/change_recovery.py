"""Replace the recovery code of somebody signed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relay.domain.hashing import AUTH, keyed
from relay.services.change_sign_in import prove
from relay.services.counting import count_wrong, forget_wrong
from relay.services.note import note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.domain.person import Person
    from relay.services.change_sign_in import Proof
    from relay.services.counting import Patience


@dataclass(frozen=True)
class NewRecovery:
    """What follows from a new code: its sign-in secret (32 bytes), and the seed wrapped under it (72 bytes)."""

    auth: bytes = field(repr=False)
    seed: bytes = field(repr=False)


def change_recovery(
    session: Session, person: Person, proof: Proof, new: NewRecovery, *, pepper: bytes, patience: Patience, clock: Clock
) -> bool:
    """Keep a new code in place of the old one, which is void at once.

    Returns False for a wrong proof, which is counted like a wrong sign-in: the caller commits before it refuses.
    Raises NotSignedIn, SlowDown.
    """
    proven = prove(session, person, proof, pepper=pepper, patience=patience, clock=clock)
    if not proven.right:
        count_wrong(session, proven.counted)
        return False
    forget_wrong(session, proven.counted)
    account, auth_hash = proven.account, keyed(new.auth, AUTH, pepper)
    if account.recovery_auth_hash != auth_hash:  # else the same call again: its answer was lost
        note(session, account.person, "code", proof.device, now=clock.now())
    account.recovery_auth_hash, account.recovery_seed = auth_hash, new.seed
    return True
