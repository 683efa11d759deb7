"""The `relay` command: what operators, scripts and checks call (docs/api.md)."""

from __future__ import annotations

import sys
from importlib import import_module

import click

FAILED = 1
COMMANDS = {  # where each is
    "run": "relay.commands.run:run",
    "act": "relay.commands.act:act",
    "demo": "relay.commands.demo:demo",
    "open": "relay.commands.open_file:open_command",
    "ledger": "relay.commands.ledger:ledger",
    "keys": "relay.commands.keys:keys",
}


class LoadedWhenCalled(click.Group):
    """A group that loads the one command that is called: no client for a server, no database for a client."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every command's name, in the order of help."""
        return [*COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=LoadedWhenCalled)
def relay() -> None:
    """Sealed letters through a mediator: serve, act, open, verify."""


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
