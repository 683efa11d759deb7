"""What goes between the mediator and an author before a release, and what an author takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relay.client.files import read_parts
from relay.commands.acting import MESSAGE, READABLE, Verb
from relay.commands.opened import as_text
from relay.protocol.statement_forms import STAFF_HOWS

if TYPE_CHECKING:
    from pathlib import Path

    from relay.commands.acting import Acting

HOW = click.option("--how", type=click.Choice(STAFF_HOWS), help="For the offender; written where not said.")


@click.command("return", cls=Verb)
@click.argument("message", type=MESSAGE)
@click.argument("text")
@click.pass_obj
def return_(acting: Acting, message: str, text: str) -> None:
    """Return a letter to its author with guidance."""
    with acting.client() as client:
        guidance = client.return_letter(message, text)
        acting.done({"state": "returned", "guidance": guidance}, "returned")


@click.command(cls=Verb)
@click.argument("message", type=MESSAGE)
@click.argument("file", type=READABLE, required=False)
@click.option("--words", default="", help="What is said with it.")
@click.option("--party", default="", help="Whose words a carried message brings; it is shown as it is, without FILE.")
@click.pass_obj
def propose(acting: Acting, message: str, file: Path | None, words: str, party: str) -> None:
    """Propose an edited copy to the letter's author, or carried words to whose they are."""
    if (file is None) == (party == ""):
        raise click.UsageError("give the edited FILE, or --party for carried words")
    with acting.client() as client:
        if file is None:
            client.propose_relayed(message, party)
        edited = message if file is None else client.propose(message, read_parts((file,)), words=words)
        acting.done({"state": "proposed", "message": edited}, f"proposed {edited}")


@click.command(cls=Verb)
@click.argument("message", type=MESSAGE)
@click.pass_obj
def wrote(acting: Acting, message: str) -> None:
    """Read what the mediator wrote about a letter of one's own: guidance, and the edit that is proposed."""
    with acting.client() as client:
        found = client.wrote(message)
        texts = {"guidance": found.guidance, "original": found.original, "proposed": found.proposed}
        value = {name: as_text(container) if container else None for name, container in texts.items()}
        lines = (f"{name}: {text}" for name, text in value.items() if text is not None)
        acting.done({**value, "edited": found.edited}, "\n\n".join(lines))


@click.command(cls=Verb)
@click.argument("message", type=MESSAGE)
@HOW
@click.pass_obj
def agree(acting: Acting, message: str, how: str | None) -> None:
    """Agree to exactly the edit that is proposed (a liaison for the offender: by the task's number too)."""
    with acting.client() as client:
        client.agree(message, how=how or "")
        acting.done({"state": "agreed"}, "agreed")


@click.command(cls=Verb)
@click.argument("message", type=MESSAGE)
@HOW
@click.pass_obj
def disagree(acting: Acting, message: str, how: str | None) -> None:
    """Disagree with the edit that is proposed."""
    with acting.client() as client:
        client.disagree(message, how=how or "")
        acting.done({"state": "disagreed"}, "disagreed")


@click.command(cls=Verb)
@click.argument("message", type=MESSAGE, required=False)
@click.option("--all", "case", metavar="CASE", default="", help="Everything of one's own in a case.")
@click.option("--case", "within", metavar="CASE", default="", help="Where the message is: a liaison has to say it.")
@HOW
@click.pass_obj
def withdraw(acting: Acting, message: str | None, case: str, within: str, how: str | None) -> None:
    """Take back a message at any stage; staff sign for the offender."""
    if (message is None) == (case == ""):
        raise click.UsageError("say which message, or --all CASE")
    with acting.client() as client:
        client.withdraw(message or "", case=case or within, how=how or "")
        acting.done({"state": "withdrawn"}, "withdrawn")
