"""Sign in and out without the passphrase leaving the device (protocol.md §3), and what was seen with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from relay.client import wire
from relay.client.errors import Refusal, Untrusted
from relay.client.http import etag_of
from relay.client.seen import Seen
from relay.client.session import Me
from relay.protocol import b64
from relay.protocol.identity import Identity
from relay.protocol.passphrase import sign_in_secrets, unwrap_seed
from relay.protocol.private import open_seen, seal_seen

if TYPE_CHECKING:
    from relay.client.session import Session

MOVED: Final = frozenset({409, 412})
TRIES: Final = 4


def sign_in(session: Session, name: str, passphrase: str) -> Me:
    """Sign in by name and passphrase, unwrap the seed and hold it against the card.

    Raises Refusal (401 `wrong-sign-in`, 429 `slow-down`), Untrusted.
    """
    instance = session.trust.instance
    secrets = sign_in_secrets(instance, name, passphrase)
    answer = session.http.post("/sign-in", {"sign_in": name, "auth": b64.encode(secrets.auth)})
    session.http.csrf = wire.token(answer, "csrf")
    card = session.trust.read_card(answer)
    wrapped = wire.raw(answer, "wrapped_seed")
    with wire.believing():
        keys = Identity.from_seed(unwrap_seed(secrets.wrap, wrapped, instance, wire.text(answer, "person")))
    if not card.matches(keys) or card.person != wire.text(answer, "person"):
        raise Untrusted("another person's card")
    session.me = Me(keys, card, name, wire.text(answer, "lang"), wrapped)
    recall(session)
    return session.me


def sign_out(session: Session) -> None:
    """Keep what was seen, end the session on the server, forget the keys."""
    if session.is_signed_in:
        remember(session)
        session.http.delete("/session")
    session.me = None
    session.http.csrf = ""


def recall(session: Session) -> None:
    """Open this person's memory of chains, and check from then on against it; raises Untrusted."""
    content, session.seen_version = session.http.get_bytes("/seen")
    if content:
        with wire.believing():
            session.trust.seen = Seen.read(open_seen(session.me.keys.seed, session.me.person, content))


def remember(session: Session) -> None:
    """Keep what was seen, sealed, on the server; takes in what other devices kept meanwhile.

    Where they keep writing, this visit's memory is left to the next. Raises Refusal, Untrusted, Unreachable.
    """
    for _ in range(TRIES):
        if not session.trust.seen.changed:
            return
        try:
            _put(session)
        except Refusal as refusal:
            if refusal.status not in MOVED:
                raise
            mine = session.trust.seen
            recall(session)
            mine.merge(session.trust.seen)
            session.trust.seen = mine
        else:
            session.trust.seen.changed = False


def _put(session: Session) -> None:
    sealed = seal_seen(session.me.keys.seed, session.me.person, session.trust.seen.write())
    answer = session.http.put_bytes("/seen", sealed, etag=session.seen_version)
    session.seen_version = etag_of(answer)
