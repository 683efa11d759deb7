"""One's own account: coming back in with a recovery code, and changing what signs one in (protocol.md §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from relay.client import wire
from relay.client.errors import Untrusted
from relay.client.session import Me
from relay.client.sign_in import recall
from relay.protocol import b64
from relay.protocol.identity import Identity
from relay.protocol.passphrase import normal_name, sign_in_secrets, wrap_seed
from relay.protocol.recovery import code_secrets, new_code, read_code, show_code, unwrap_recovery_seed
from relay.protocol.recovery import wrap_recovery_seed as wrap_for_code

if TYPE_CHECKING:
    from relay.client.http import Json
    from relay.client.session import Session


def recover(session: Session, name: str, code: str, passphrase: str) -> str:
    """Come back in with a name and its recovery code, under a new passphrase; every other session ends.

    Returns the new code, as paper shows it: the old one is void. Raises Refusal (401 `wrong-recovery`, 429
    `slow-down`), ProtocolError for what is no code, Untrusted where the seed is not the card's.
    """
    instance, secrets = session.trust.instance, code_secrets(read_code(code))
    proof = {"sign_in": name, "code_auth": b64.encode(secrets.auth)}
    found = session.http.post("/recover/look", proof)
    card, person = session.trust.read_card(found), wire.text(found, "person")
    with wire.believing():
        seed = unwrap_recovery_seed(secrets.wrap, wire.raw(found, "recovery_seed"), instance, person)
        keys = Identity.from_seed(seed)
    if not card.matches(keys) or card.person != person:
        raise Untrusted("another person's card")
    fresh_code = show_code(new_code())
    fresh = _signing_in(instance, name, passphrase, keys, person)
    body = proof | fresh | _coming_back(instance, fresh_code, keys, person)
    answer = session.http.post("/recover", body)
    session.http.csrf = wire.text(answer, "csrf")
    session.me = Me(keys, card, name, wire.text(answer, "lang"), b64.decode(fresh["wrapped_seed"], 72))
    recall(session)
    return fresh_code


def change_passphrase(session: Session, old: str, passphrase: str) -> None:
    """Replace the passphrase; every other session ends. Raises Refusal (422 `wrong-passphrase`)."""
    _change(session, old, session.me.sign_in, passphrase)


def change_sign_in(session: Session, name: str, passphrase: str) -> None:
    """Replace the sign-in name; the passphrase stays. Raises Refusal (409 `name-taken`, 422 `wrong-passphrase`)."""
    _change(session, passphrase, name, passphrase)


def new_recovery(session: Session, passphrase: str) -> str:
    """Replace the recovery code; returns the new one. Raises Refusal (422 `wrong-passphrase`)."""
    code = show_code(new_code())
    fresh = _coming_back(session.trust.instance, code, session.me.keys, session.me.person)
    session.http.put("/account/recovery", fresh | {"old_auth": _auth(session, passphrase)})
    return code


def account(session: Session) -> Json:
    """Return what the server tells its owner: `sign_in`, `recovery` and `notes`, the newest first."""
    return session.http.get("/account")


def sessions(session: Session) -> list[Json]:
    """Return one's own sessions, the newest first."""
    return wire.objects(session.http.get("/sessions"), "sessions")


def end_session(session: Session, session_id: str) -> None:
    """End one of one's own sessions, on whatever device; session_id: as `sessions` lists it. Raises Refusal (404)."""
    session.http.delete(f"/sessions/{session_id}")


def end_other_sessions(session: Session) -> None:
    """End every session of this person but this one."""
    session.http.delete("/sessions")


def _change(session: Session, old: str, name: str, passphrase: str) -> None:
    me = session.me
    fresh = _signing_in(session.trust.instance, name, passphrase, me.keys, me.person)
    session.http.put("/account/sign-in", fresh | {"old_auth": _auth(session, old)})
    session.me = Me(me.keys, me.card, fresh["sign_in"], me.lang, b64.decode(fresh["wrapped_seed"], 72))


def _auth(session: Session, passphrase: str) -> str:
    return b64.encode(sign_in_secrets(session.trust.instance, session.me.sign_in, passphrase).auth)


def _signing_in(instance: bytes, name: str, passphrase: str, keys: Identity, person: str) -> dict[str, Any]:
    secrets = sign_in_secrets(instance, name, passphrase)
    wrapped = wrap_seed(secrets.wrap, keys.seed, instance, person)
    return {"sign_in": normal_name(name), "auth": b64.encode(secrets.auth), "wrapped_seed": b64.encode(wrapped)}


def _coming_back(instance: bytes, code: str, keys: Identity, person: str) -> dict[str, Any]:
    secrets = code_secrets(read_code(code))
    wrapped = wrap_for_code(secrets.wrap, keys.seed, instance, person)
    return {"recovery_auth": b64.encode(secrets.auth), "recovery_seed": b64.encode(wrapped)}
