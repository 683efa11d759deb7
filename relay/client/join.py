"""Join by an invitation: keys made here, the root checked against the link (protocol.md §3, §7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nacl.utils import random

from relay.client import wire
from relay.client.errors import Untrusted
from relay.client.session import Me
from relay.protocol import b64
from relay.protocol.card import make_card, read_card
from relay.protocol.identity import Identity, instance_of
from relay.protocol.invitation import card_mac, read_fragment
from relay.protocol.passphrase import normal_name, sign_in_secrets, wrap_seed
from relay.protocol.recovery import code_secrets, read_code, wrap_recovery_seed

if TYPE_CHECKING:
    from relay.client.http import Json
    from relay.client.session import Session
    from relay.protocol.invitation import Fragment

PERSON_BYTES = 16


@dataclass(frozen=True)
class Newcomer:
    """What somebody chooses when joining; recovery "" skips the code."""

    sign_in: str
    name: str
    passphrase: str = field(repr=False)
    recovery: str = field(default="", repr=False)
    lang: str = "en"


def join(session: Session, link: str, newcomer: Newcomer) -> Me:
    """Make an account from an invitation's link and sign in, not yet confirmed by the inviter.

    link: the whole address, or what follows its `#`.
    Raises Untrusted where the server's root is not the invitation's; Refusal (404, 409 `name-taken`,
    409 `invitation-used`).
    """
    fragment, look = _look(session, link)
    keys, person = Identity.generate(), b64.encode(random(PERSON_BYTES))
    card = make_card(keys, name=newcomer.name, person=person, role=wire.text(look, "role"), issued=session.now())
    wrapped = _wraps(session, keys, person, newcomer)
    answer = session.http.post(
        "/join",
        {
            **wrapped,
            **wire.write("card", card),
            "invite": b64.encode(fragment.invite_id),
            "sign_in": normal_name(newcomer.sign_in),
            "person": person,
            "lang": newcomer.lang,
            "mac": b64.encode(card_mac(fragment.secret, fragment.invite_id, card.data)),
        },
    )
    session.http.csrf = wire.token(answer, "csrf")
    seed = b64.decode(wrapped["wrapped_seed"])
    session.me = Me(keys, read_card(card), newcomer.sign_in, newcomer.lang, seed)
    return session.me


def join_case(session: Session, link: str) -> None:
    """Answer an invitation to another case with the account that is signed in (a victim does).

    Raises Untrusted as `join`; Refusal (404, 409 `invitation-used`, 409 `card-known`, 422 `role`).
    """
    fragment, _ = _look(session, link)
    mac = card_mac(fragment.secret, fragment.invite_id, session.me.card.signed.data)
    session.http.post(f"/invitations/{b64.encode(fragment.invite_id)}/accept", {"mac": b64.encode(mac)})


def _look(session: Session, link: str) -> tuple[Fragment, Json]:
    """Look an invitation up, and hold this server's root against the link."""
    fragment = read_fragment(link.rpartition("#")[2])
    look = session.http.post("/join/look", {"invite": b64.encode(fragment.invite_id)})
    with wire.believing():
        root = read_card(wire.signed(look, "card"))
    if not instance_of(root.sign).startswith(fragment.instance_start) or session.trust.root().digest != root.digest:
        raise Untrusted("another root than the invitation's")
    return fragment, look


def _wraps(session: Session, keys: Identity, person: str, newcomer: Newcomer) -> dict[str, Any]:
    """Wrap the seed under the passphrase and, where there is one, the recovery code (protocol.md §3)."""
    instance = session.trust.instance
    secrets = sign_in_secrets(instance, newcomer.sign_in, newcomer.passphrase)
    wraps = {
        "auth": b64.encode(secrets.auth),
        "wrapped_seed": b64.encode(wrap_seed(secrets.wrap, keys.seed, instance, person)),
    }
    if newcomer.recovery:
        recovery = code_secrets(read_code(newcomer.recovery))
        wraps["recovery_auth"] = b64.encode(recovery.auth)
        wraps["recovery_seed"] = b64.encode(wrap_recovery_seed(recovery.wrap, keys.seed, instance, person))
    return wraps
