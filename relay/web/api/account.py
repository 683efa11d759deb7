"""One's own account: coming back in with a recovery code, and changing what signs one in (protocol.md §3)."""

from __future__ import annotations

from typing import Annotated

from flask import Blueprint, Response, request
from pydantic import StringConstraints

from relay.domain.account_refusals import NameTaken, WrongPassphrase, WrongRecovery
from relay.domain.device import device_of
from relay.protocol import b64
from relay.services.change_recovery import NewRecovery, change_recovery
from relay.services.change_sign_in import NewSignIn, Proof, change_sign_in
from relay.services.read_account import read_account
from relay.services.recover import NewSecrets, look_at_recovery, recover
from relay.services.sign_in import Knock
from relay.web import login
from relay.web.api.account_answers import Account, AccountNote, CameBack, Recoverable
from relay.web.api.answering import answer, no_content
from relay.web.api.parsing import Call, Secret32, WithRecovery, WrappedSeed, call
from relay.web.csrf import csrf_token, without_session
from relay.web.limiter import flood_guarded
from relay.web.reception import clock, limits, patience, reception
from relay.web.transaction import changing, reading

blueprint = Blueprint("account", __name__)

SignInName = Annotated[str, StringConstraints(min_length=1, max_length=320)]


class RecoveryLook(Call):
    """A name as typed, and the sign-in secret of its recovery code (32 bytes)."""

    sign_in: SignInName
    code_auth: Secret32


class Recovery(WithRecovery):
    """The same proof, and what signs in from now on; without a new code there is none afterwards."""

    sign_in: SignInName
    code_auth: Secret32
    auth: Secret32
    wrapped_seed: WrappedSeed


class SignInChange(Call):
    """The secret that signs in now, and name, secret and wrapped seed from now on."""

    old_auth: Secret32
    sign_in: SignInName
    auth: Secret32
    wrapped_seed: WrappedSeed


class RecoveryChange(Call):
    """The secret that signs in now, and what follows from a new recovery code."""

    old_auth: Secret32
    recovery_auth: Secret32
    recovery_seed: WrappedSeed


@blueprint.post("/recover/look")
@flood_guarded
@without_session
def look() -> Response:
    """Give the seed that only the code opens; the same answer, size and time for known and unknown names."""
    asked = call(RecoveryLook)
    with changing() as session:
        found = look_at_recovery(
            session,
            _knock(asked.sign_in, asked.code_auth),
            pepper=reception().secrets.pepper,
            patience=patience(),
            clock=clock(),
        )
    if found is None:
        raise WrongRecovery("name or code")
    return answer(
        Recoverable(
            person=found.person,
            card=found.card,
            card_signature=found.card_signature,
            recovery_seed=b64.encode(found.recovery_seed),
        )
    )


@blueprint.post("/recover")
@flood_guarded
@without_session
def come_back() -> Response:
    """Take a new passphrase from whoever has the code, end all sessions, and start one."""
    asked = call(Recovery)
    new = NewSecrets(
        b64.decode(asked.auth, 32), b64.decode(asked.wrapped_seed, 72), asked.recovery_secret, asked.recovery_wrap
    )
    before = login.current_or_none()
    with changing() as session:
        started = recover(
            session,
            _knock(asked.sign_in, asked.code_auth),
            new,
            pepper=reception().secrets.pepper,
            patience=patience(),
            clock=clock(),
        )
    if started is None:
        raise WrongRecovery("name or code")
    if before is not None:
        login.end()  # one browser, one session: whoever was signed in here is out
    person = started.person
    login.begin(person, started.token)
    return answer(
        CameBack(person=person.person, role=person.role, lang=person.lang, status=person.status, csrf=csrf_token())
    )


@blueprint.get("/account")
def show() -> Response:
    """Show one's own account and what happened to it, the newest first."""
    found = read_account(reading(), login.current_person(), size=limits().page_size)
    notes = [
        AccountNote(what=note.what, device=note.device, at=note.at.isoformat(timespec="seconds"))
        for note in found.notes
    ]
    return answer(Account(sign_in=found.sign_in, recovery=found.recovery, notes=notes))


@blueprint.put("/account/sign-in")
def change() -> Response:
    """Change passphrase or sign-in name; every other session of this person ends."""
    asked = call(SignInChange)
    new = NewSignIn(asked.sign_in, b64.decode(asked.auth, 32), b64.decode(asked.wrapped_seed, 72))
    person = login.current_person()
    with changing() as session:
        outcome = change_sign_in(
            session,
            person,
            _proof(asked.old_auth),
            new,
            pepper=reception().secrets.pepper,
            patience=patience(),
            clock=clock(),
        )
    if outcome == "wrong":
        raise WrongPassphrase("old secret")
    if outcome == "taken":
        raise NameTaken("sign-in name")
    return no_content()


@blueprint.put("/account/recovery")
def renew() -> Response:
    """Keep a new recovery code; the old one is void."""
    asked = call(RecoveryChange)
    new = NewRecovery(b64.decode(asked.recovery_auth, 32), b64.decode(asked.recovery_seed, 72))
    person = login.current_person()
    with changing() as session:
        changed = change_recovery(
            session,
            person,
            _proof(asked.old_auth),
            new,
            pepper=reception().secrets.pepper,
            patience=patience(),
            clock=clock(),
        )
    if not changed:
        raise WrongPassphrase("old secret")
    return no_content()


def _knock(sign_in: str, auth: str) -> Knock:
    device = device_of(request.user_agent.string)
    return Knock(sign_in, b64.decode(auth, 32), request.remote_addr or "", device)


def _proof(auth: str) -> Proof:
    return Proof(b64.decode(auth, 32), request.remote_addr or "", device_of(request.user_agent.string))
