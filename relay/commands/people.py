"""Who a command acts as: somebody of the demo programme, or whoever an identity file names."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from relay.client.client import Client
from relay.client.errors import NotPossible
from relay.client.identity_file import IdentityFile, write_private
from relay.errors import RelayError
from relay.protocol import b64

if TYPE_CHECKING:
    from pathlib import Path

    from relay.protocol.card import Card

DEMO = "demo.json"


@dataclass(frozen=True)
class Actor:
    """A sign-in name with its passphrase, and the pinned programme (32 bytes)."""

    sign_in: str
    passphrase: str = field(repr=False)
    instance: bytes
    recovery: str = field(default="", repr=False)

    def meet(self, url: str) -> Client:
        """Go to a server without signing in."""
        return Client(url, instance=self.instance, confirms=show_new_mediator)

    def enter(self, url: str) -> Client:
        """Sign in at a server. Raises Refusal, Untrusted, Unreachable."""
        client = self.meet(url)
        try:
            client.sign_in(self.sign_in, self.passphrase)
        except RelayError:
            client.close()
            raise
        return client


def show_new_mediator(card: Card) -> bool:
    """Show a case's new mediator; ask at a terminal, and elsewhere let the script that called go on."""
    click.echo(f"This case has a new mediator: {card.name}, fingerprint {card.fingerprint}.", err=True)
    return not sys.stdin.isatty() or click.confirm("Seal to this mediator?", err=True)


def demo_actor(var: Path, name: str) -> Actor:
    """Find a person of the demo programme by name or sign-in name. Raises NotPossible."""
    demo = read_demo(var)
    for person in demo["people"]:
        if name.casefold() in (person["name"].casefold(), person["sign_in"].casefold()):
            instance = b64.decode(demo["instance"], 32)
            return Actor(person["sign_in"], person["passphrase"], instance, person["recovery"])
    raise NotPossible("nobody of that name in the demo programme")


def keep_demo(var: Path, sign_in: str, changes: dict[str, str]) -> None:
    """Write what signs a person of the demo programme in from now on into demo.json. Raises NotPossible, OSError."""
    demo = read_demo(var)
    for person in demo["people"]:
        if person["sign_in"] == sign_in:
            person.update(changes)
    write_private(var / DEMO, demo)


def file_actor(path: Path, *, knows: bool = True) -> Actor:
    """Act as whoever an identity file names; asks for the passphrase, if they know it. Raises NotPossible."""
    identity = IdentityFile.read(path)
    return Actor(identity.sign_in, ask_passphrase() if knows else "", identity.instance)


def read_demo(var: Path) -> dict[str, Any]:
    """Read demo.json. Raises NotPossible where there is no demo programme."""
    try:
        demo: dict[str, Any] = json.loads((var / DEMO).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError) as error:
        raise NotPossible("no demo programme here: is RELAY_VAR right?") from error
    return demo


def ask_passphrase(prompt: str = "Passphrase", *, new: bool = False) -> str:
    """Take the passphrase from RELAY_PASSPHRASE, else ask for it, unseen; twice for a new one."""
    given = os.environ.get("RELAY_PASSPHRASE")
    return given or str(click.prompt(prompt, hide_input=True, confirmation_prompt=new, err=True))


def ask_new_passphrase() -> str:
    """Take a new passphrase from RELAY_NEW_PASSPHRASE, else ask for it twice, unseen."""
    given = os.environ.get("RELAY_NEW_PASSPHRASE")
    return given or str(click.prompt("New passphrase", hide_input=True, confirmation_prompt=True, err=True))


def ask_recovery_code() -> str:
    """Take a recovery code from RELAY_RECOVERY_CODE, else ask for it, unseen."""
    return os.environ.get("RELAY_RECOVERY_CODE") or str(click.prompt("Recovery code", hide_input=True, err=True))
