"""The `relay` command: what operators, scripts and checks call (docs/api.md)."""

from __future__ import annotations

import sys

import click

from relay.commands.act import act
from relay.commands.demo import demo
from relay.commands.keys import keys
from relay.commands.ledger import ledger
from relay.commands.open_file import open_command
from relay.commands.run import run

FAILED = 1


@click.group()
def relay() -> None:
    """Sealed letters through a mediator: serve, act, open, verify."""


for command in (run, act, demo, open_command, ledger, keys):
    relay.add_command(command)


def main() -> None:
    """Run one command. Exit 0 done, 3 refused, 1 anything else, wrong usage included."""
    try:
        code = relay.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(FAILED)
    except click.Abort:
        click.echo("relay: stopped", err=True)
        sys.exit(FAILED)
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
