"""`relay run`: serve this instance until it is told to end."""

from __future__ import annotations

import sys

import click

from relay import serve
from relay.commands.output import exit_codes
from relay.settings import load


@click.command()
def run() -> None:
    """Draw what is missing, migrate, make the demo where it is wanted, and serve; Ctrl-C or SIGTERM end it."""
    with exit_codes(as_json=False):
        sys.exit(serve.run(load()))
