"""Change what signs somebody in: the passphrase, and the name if it is another one (protocol.md §3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from relay.domain.hashing import AUTH, keyed, same
from relay.errors import NotSignedIn
from relay.protocol.passphrase import normal_name
from relay.services.counting import Attempt, Counted, Patience, count_wrong, forget_wrong, require_patience
from relay.services.note import note
from relay.storage import people, sessions

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relay.domain.clock import Clock
    from relay.domain.person import Person
    from relay.storage.models_accounts import PersonRow

Outcome = Literal["changed", "wrong", "taken"]


@dataclass(frozen=True)
class Proof:
    """That it is still the same person: the secret that signs in now, and where the call comes from."""

    auth: bytes = field(repr=False)
    address: str
    device: str


@dataclass(frozen=True)
class NewSignIn:
    """Name, sign-in secret and wrapped seed (72 bytes) from now on; a new name alone makes the others new too."""

    sign_in: str = field(repr=False)
    auth: bytes = field(repr=False)
    wrapped_seed: bytes = field(repr=False)


@dataclass(frozen=True)
class Proven:
    """The account as it is now, whether the proof holds, and what was counted for its name."""

    account: PersonRow
    right: bool
    counted: Counted


def prove(session: Session, person: Person, proof: Proof, *, pepper: bytes, patience: Patience, clock: Clock) -> Proven:
    """Hold a proof against the account, which no other may change until this transaction ends.

    Raises NotSignedIn where another change has ended this session meanwhile; SlowDown.
    """
    account = people.lock(session, person.person)
    if sessions.active_at(session, person.session) is None:
        raise NotSignedIn("session ended meanwhile")
    attempt = Attempt("name", account.sign_in, proof.address)
    counted = require_patience(session, attempt, pepper=pepper, patience=patience, now=clock.now())
    return Proven(account, same(keyed(proof.auth, AUTH, pepper), account.auth_hash), counted)


def change_sign_in(
    session: Session, person: Person, proof: Proof, new: NewSignIn, *, pepper: bytes, patience: Patience, clock: Clock
) -> Outcome:
    """Replace name, secret and wrapped seed in one step, and end every other session of this person.

    A wrong proof and a name that somebody has are counted like wrong sign-ins: the caller commits before it refuses.
    What signs in already is accepted and changes nothing where the proof is another secret, or nothing at all is new:
    the call came before, and its answer was lost.
    Raises ProtocolError for what cannot be a name; NotSignedIn; SlowDown.
    """
    name, auth_hash = normal_name(new.sign_in), keyed(new.auth, AUTH, pepper)
    proven = prove(session, person, proof, pepper=pepper, patience=patience, clock=clock)
    account = proven.account
    renamed = name != account.sign_in
    stands = not renamed and same(account.auth_hash, auth_hash)
    if stands and (not proven.right or account.wrapped_seed == new.wrapped_seed):
        return "changed"
    taken = renamed and people.by_sign_in(session, name) is not None
    if not proven.right or taken:
        count_wrong(session, proven.counted)
        return "taken" if proven.right else "wrong"
    forget_wrong(session, proven.counted)
    account.sign_in, account.auth_hash, account.wrapped_seed = name, auth_hash, new.wrapped_seed
    sessions.end_others(session, account.person, keep=person.session)
    note(session, account.person, "name" if renamed else "passphrase", proof.device, now=clock.now())
    return "changed"
