"""What a mediator keeps for herself with a case: notes (`send --kind notes` keeps one), and names to look for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relay.commands.acting import Verb
from relay.commands.opened import as_text

if TYPE_CHECKING:
    from relay.commands.acting import Acting


@click.command(cls=Verb)
@click.argument("case")
@click.pass_obj
def notes(acting: Acting, case: str) -> None:
    """Read one's own notes of a case, the newest first."""
    with acting.client() as client:
        found = [
            {"message": note.message, "at": note.at, "lang": note.written.lang, "text": as_text(note.written)}
            for note in client.notes(case)
        ]
        lines = (f"{one['at']}  {one['text']}" for one in found)
        acting.done(found, "\n\n".join(lines) or "no notes")


@click.command(cls=Verb)
@click.argument("case")
@click.argument("words", nargs=-1, metavar="[NAME]…")
@click.option("--clear", is_flag=True, help="Watch for nothing.")
@click.pass_obj
def watch(acting: Acting, case: str, words: tuple[str, ...], *, clear: bool) -> None:
    """Show the names and places that one's pages look for in a case's letters, or put others in their place."""
    if words and clear:
        raise click.UsageError("give names, or --clear")
    with acting.client() as client:
        kept = client.save_watch_list(case, words) if words or clear else client.watch_list(case)
        acting.done({"words": kept}, "\n".join(kept) or "nothing is watched for")
