"""Who acts, where, and how the answer is shown: what every verb of `relay act` is given."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from relay.commands.output import exit_codes, show
from relay.commands.people import demo_actor, file_actor, keep_demo
from relay.settings import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relay.client.client import Client
    from relay.commands.people import Actor

FILE = click.Path(path_type=Path)
READABLE = click.Path(path_type=Path, exists=True, dir_okay=False)
DASHED_ID = re.compile(r"-[A-Za-z0-9_-]{21}")  # b64 of 16 bytes: one in 64 begins as an option does
GUARD = "\N{NULL}"


class Verb(click.Command):
    """A command that takes an id beginning with a dash for what it is."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Guard such ids from the option parser; MessageId takes the guard off."""
        return super().parse_args(ctx, [GUARD + arg[1:] if DASHED_ID.fullmatch(arg) else arg for arg in args])


class MessageId(click.ParamType[str]):
    """A message's id, or a task's number."""

    name = "message"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the id as it was typed."""
        del param, ctx
        return value.replace(GUARD, "-")


MESSAGE = MessageId()


@dataclass(frozen=True)
class Acting:
    """Where, as whom and how to answer."""

    url: str
    name: str
    identity: Path | None
    as_json: bool

    @cached_property
    def actor(self) -> Actor:
        """Who acts; asks for the passphrase once, where an identity file names them. Raises NotPossible."""
        return file_actor(self.identity) if self.identity else demo_actor(load().var, self.name)

    @contextmanager
    def client(self) -> Iterator[Client]:
        """Sign in, do what is inside, keep what was seen and sign out; errors become exit codes."""
        with exit_codes(as_json=self.as_json), self.actor.enter(self.url) as client:
            yield client

    @contextmanager
    def outside(self) -> Iterator[tuple[Client, Actor]]:
        """Stand before the server as somebody who does not know the passphrase; errors become exit codes."""
        with exit_codes(as_json=self.as_json):
            actor = file_actor(self.identity, knows=False) if self.identity else self.actor
            with actor.meet(self.url) as client:
                yield client, actor

    def keep(self, **changes: str) -> None:
        """Let the demo's list say what signs this person in from now on; an identity file stays as it is."""
        if self.identity is None:
            keep_demo(load().var, self.actor.sign_in, changes)

    def done(self, value: Any, line: str) -> None:  # noqa: ANN401 - whatever JSON holds
        """Print one result."""
        show(value, line, as_json=self.as_json)
