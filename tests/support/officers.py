"""Officers who come and leave: the root's side of it, with `relay keys` as an operator would run it."""

from __future__ import annotations

import re
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from relay.client.join import Newcomer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from relay.client.client import Client
    from relay.protocol.card import Card
    from tests.support.server import Server


@contextmanager
def further_officer(server: Server, name: str) -> Iterator[tuple[Client, str]]:
    """Let the demo's root invite and endorse an officer; yields the signed-in client and its passphrase.

    The sign-in name is the name in lower case.
    """
    passphrase = secrets.token_urlsafe(12)
    invited = _keys(server, "invite", "--root-key", _root_key(server), "--url", server.url)
    _keys(server, "publish")
    link = re.search(r"http\S+", invited)
    assert link, invited
    with server.client() as officer:
        officer.join(link[0], Newcomer(name.lower(), name, passphrase))
        _keys(server, "publish")
        _keys(server, "endorse", "--root-key", _root_key(server))
        _keys(server, "publish")
        yield officer, passphrase


def end_officer(server: Server, card: Card) -> None:
    """Let the root end an officer's card for good."""
    _keys(server, "publish")
    _keys(server, "revoke", "--root-key", _root_key(server), "--fingerprint", card.fingerprint)
    _keys(server, "publish")


def _root_key(server: Server) -> Path:
    return server.var / server.demo()["root"]["file"]


def _keys(server: Server, verb: str, *options: str | Path) -> str:
    passphrase = server.demo()["root"]["passphrase"]
    done = server.relay("keys", verb, _root_key(server).parent, *options, RELAY_PASSPHRASE=passphrase)
    assert done.returncode == 0, done.stderr
    return done.stdout
