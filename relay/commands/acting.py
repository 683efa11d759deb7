"""Who acts, where, and how the answer is shown: what every verb of `relay act` is given."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from relay.commands.output import exit_codes, show
from relay.commands.people import demo_actor, file_actor
from relay.settings import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relay.client.client import Client

FILE = click.Path(path_type=Path)
READABLE = click.Path(path_type=Path, exists=True, dir_okay=False)


@dataclass(frozen=True)
class Acting:
    """Where, as whom and how to answer."""

    url: str
    name: str
    identity: Path | None
    as_json: bool

    @contextmanager
    def client(self) -> Iterator[Client]:
        """Sign in, do what is inside, keep what was seen and sign out; errors become exit codes."""
        with exit_codes(as_json=self.as_json):
            actor = file_actor(self.identity) if self.identity else demo_actor(load().var, self.name)
            with actor.enter(self.url) as client:
                yield client

    def done(self, value: Any, line: str) -> None:  # noqa: ANN401 - whatever JSON holds
        """Print one result."""
        show(value, line, as_json=self.as_json)
