"""Who joins for a walk of `relay demo`: each on a device of their own."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from relay.client.client import Client
from relay.client.join import Newcomer
from relay.client.words import draw_passphrase
from relay.protocol.recovery import new_code, show_code

if TYPE_CHECKING:
    from contextlib import ExitStack


@dataclass
class Newcomers:
    """Who joins for a walk; their devices are closed with it."""

    url: str
    devices: ExitStack

    def device(self) -> Client:
        """Open a client that has never been here."""
        return self.devices.enter_context(Client(self.url))

    def join(self, link: str, name: str) -> tuple[Client, Newcomer]:
        """Join under a sign-in name that nobody has yet, with a recovery code."""
        newcomer = Newcomer(
            f"{name.lower()}-{secrets.token_hex(4)}", name, draw_passphrase("en"), show_code(new_code())
        )
        client = self.device()
        client.join(link, newcomer)
        return client, newcomer
