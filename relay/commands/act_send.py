"""What people send, and the liaison's counter: letters, tasks, replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relay.client.files import read_parts
from relay.commands.acting import FILE, MESSAGE, READABLE, Acting, Verb
from relay.commands.files import keep
from relay.protocol.context import KINDS
from relay.protocol.statement_forms import HANDLINGS, OUTCOMES

if TYPE_CHECKING:
    from pathlib import Path


DESCRIBE = click.option(
    "--describe",
    type=(FILE, str),
    multiple=True,
    metavar="FILE WORDS",
    help="What can be seen in a picture, in words; once for each picture.",
)


@click.command(cls=Verb)
@click.argument("case")
@click.argument("file", type=READABLE, nargs=-1, required=True)
@DESCRIBE
@click.option("--kind", type=click.Choice(KINDS), default="letter", show_default=True)
@click.option("--lang", default="", help="The letter's language; the account's where not said.")
@click.option("--thread", metavar="PARTY", default="", help="The victim it belongs to, where the case has several.")
@click.option("--original", type=MESSAGE, default="", help="The letter that an `aside` goes with.")
@click.pass_obj
def send(
    acting: Acting,
    /,
    case: str,
    file: tuple[Path, ...],
    *,
    describe: tuple[tuple[Path, str], ...],
    kind: str,
    **more: str,
) -> None:
    """Seal a letter (text or pictures) and send it to the case's mediator."""
    with acting.client() as client:
        message = client.send(case, read_parts(file, kind, dict(describe)), kind=kind, **more)
        acting.done({"message": message}, f"sent {message}")


@click.command(cls=Verb)
@click.pass_obj
def task(acting: Acting) -> None:
    """Pull the next delivery."""
    with acting.client() as client:
        pulled = client.pull_task()
        value = {key: getattr(pulled, key, None) for key in ("task", "message", "case")}
        acting.done(value, f"task {pulled.task}: message {pulled.message}" if pulled else "nothing waits")


@click.command("print", cls=Verb)
@click.argument("message", type=MESSAGE)
@click.option("-o", "out", type=FILE, required=True, help="Where the HTML goes.")
@click.pass_obj
def print_(acting: Acting, message: str, out: Path) -> None:
    """Write the HTML that is printed for a pulled message (by its id or its task's number)."""
    with acting.client() as client:
        keep(out, client.print(message).encode())
        acting.done({"file": str(out)}, f"written to {out}")


@click.command(cls=Verb)
@click.argument("message", type=MESSAGE)
@click.argument("outcome", type=click.Choice(OUTCOMES))
@click.option("--how", type=click.Choice(HANDLINGS), help="In person for `delivered`, else none.")
@click.pass_obj
def handled(acting: Acting, message: str, outcome: str, how: str | None) -> None:
    """Record what happened to a delivery (by message id or task number)."""
    with acting.client() as client:
        client.handled(message, outcome, how=how or "")
        acting.done({"state": outcome}, outcome)


@click.command(cls=Verb)
@click.argument("number", type=int, metavar="TASK")
@click.argument("file", type=READABLE, nargs=-1, required=True)
@DESCRIBE
@click.option("--lang", default="", help="The reply's language; the account's where not said.")
@click.pass_obj
def reply(
    acting: Acting, number: int, file: tuple[Path, ...], describe: tuple[tuple[Path, str], ...], lang: str
) -> None:
    """Seal scans or text to the mediator; the task tells case and thread."""
    with acting.client() as client:
        message = client.reply(number, read_parts(file, descriptions=dict(describe)), lang=lang)
        acting.done({"message": message}, f"sealed {message}")
