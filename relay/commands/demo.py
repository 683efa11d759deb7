"""`relay demo`: walk a letter's whole road, its other turns and its people's second days with the demo programme."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import chain

import click

from relay.client.demo.people import FIRST_CASE
from relay.client.demo.road import Cast, walk
from relay.client.demo.second_days import walk_on
from relay.commands.output import exit_codes
from relay.commands.people import demo_actor
from relay.settings import load


@click.command()
@click.option("--url", required=True, help="The server's address.")
def demo(url: str) -> None:
    """Walk a letter's road, there and back, then other turns and second days; exit 0 only if every ledger verifies."""
    with exit_codes(as_json=False), ExitStack() as signed_in:
        names = {"victim": "Anna", "mediator": "Mira", "liaison": "Liam", "officer": "Olive"}
        var = load().var
        people = {part: signed_in.enter_context(demo_actor(var, name).enter(url)) for part, name in names.items()}
        cast = Cast(**people)
        for step in chain(walk(FIRST_CASE, cast), walk_on(url, cast)):
            click.echo(step)
