"""A case of one's own on a running demo server, for stories that would spoil the demo's two."""

from __future__ import annotations

import secrets
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.client.join import Newcomer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relay.client.client import Client
    from tests.support.server import Server

PARTY = "victim-7"


@dataclass
class FreshCase:
    """A case ready to write in; everybody is signed in."""

    code: str
    olive: Client
    mira: Client
    marc: Client
    liam: Client
    nora: Client
    name: str
    passphrase: str


@contextmanager
def fresh_case(server: Server) -> Iterator[FreshCase]:
    """Make a case with a new victim, Nora, and Mira as its mediator."""
    code, word = f"T-{secrets.token_hex(5).upper()}", secrets.token_urlsafe(12)
    with ExitStack() as people:
        olive, mira, marc, liam = (
            people.enter_context(server.signed_in(name)) for name in ("Olive", "Mira", "Marc", "Liam")
        )
        olive.create_case(code, "WARK-2", langs=["en"], mediator=mira.me.card.digest)
        mira.take_on(code)
        invited = mira.invite("victim", case=code, party=PARTY)
        nora = people.enter_context(server.client())
        nora.join(invited.link, Newcomer(f"nora-{word}", "Nora", word))
        mira.confirm(invited.id)
        for client, side in ((nora, PARTY), (mira, "offender")):
            client.consent(code, side, "all", given=True)
            mira.prepared(code, side)
        yield FreshCase(code, olive, mira, marc, liam, nora, f"nora-{word}", word)
