"""What one may read: the tray, messages, ledgers, files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from relay.client import case_state, ledgers, wire
from relay.commands.acting import FILE, MESSAGE, Acting, Verb
from relay.commands.files import keep, say_replaced
from relay.commands.opened import show_container
from relay.domain.case import is_victim

if TYPE_CHECKING:
    from pathlib import Path

    from relay.client.client import Client


@click.command(cls=Verb)
@click.pass_obj
def tray(acting: Acting) -> None:
    """List what waits for this person."""
    with acting.client() as client:
        items = client.tray()
        lines = (f"{item.get('message', '')}  {item.get('kind', '')}  {item.get('state', '')}" for item in items)
        acting.done(items, "\n".join(lines) or "nothing waits")


@click.command("open", cls=Verb)
@click.argument("message", type=MESSAGE)
@click.option("-o", "out", type=FILE, help="Write the parts to files instead of showing them.")
@click.pass_obj
def open_(acting: Acting, message: str, out: Path | None) -> None:
    """Open a message; a mediator's opening signs `reading`."""
    with acting.client() as client:
        opened = client.open(message)
        missing = client.missing_before(message) if client.me.role == "mediator" else 0
        if missing:
            click.echo(f"By its author's own count, messages from before this one are missing: {missing}.", err=True)
        show_container(opened, message, out, as_json=acting.as_json)


@click.command(cls=Verb)
@click.argument("message", type=MESSAGE)
@click.option("-o", "out", type=FILE, help="Write the parts to files instead of showing them.")
@click.option("--let-know", is_flag=True, help="Sign that it was read, so that the mediator may know.")
@click.pass_obj
def read(acting: Acting, message: str, out: Path | None, *, let_know: bool) -> None:
    """Read what was released to this victim; nobody learns of it unless --let-know."""
    with acting.client() as client:
        show_container(client.read(message, let_know=let_know), message, out, as_json=acting.as_json)


@click.command(cls=Verb)
@click.argument("message", type=MESSAGE)
@click.option("-o", "out", type=FILE, required=True, help="Where the file goes.")
@click.pass_obj
def export(acting: Acting, message: str, out: Path) -> None:
    """Write a message's file with this person's own grant (`relay open` reads it)."""
    with acting.client() as client:
        keep(out, client.export(message))
        acting.done({"file": str(out)}, f"written to {out}")


@click.command(cls=Verb)
@click.argument("case")
@click.option("--verify", is_flag=True, help="Say how far it was verified.")
@click.option("-o", "out", type=FILE, help="Write it with all that `relay ledger verify` needs.")
@click.pass_obj
def ledger(acting: Acting, case: str, out: Path | None, *, verify: bool) -> None:
    """Show a case's ledger (a victim her own); it is verified from the pinned root either way."""
    with acting.client() as client:
        name = ledger_name(client, case)
        found = client.ledger(name)
        if out is not None:
            keep(out, json.dumps(client.export_ledger(name), indent=1).encode())
        value = {"name": name, "length": len(found.entries), "verified": True, "entries": ledgers.entries_of(found)}
        lines = [case_state.line(entry) for entry in found.entries]
        acting.done(value, "\n".join([*lines, f"verified: {len(found.entries)} entries"] if verify else lines))


@click.command(cls=Verb)
@click.option("-o", "out", type=FILE, required=True, help="Where the identity file goes.")
@click.pass_obj
def identity(acting: Acting, out: Path) -> None:
    """Write this person's identity file; the passphrase opens it."""
    with acting.client() as client:
        mine = client.identity()
        say_replaced(out)
        mine.write(out)
        acting.done({"file": str(out)}, f"written to {out}")


def ledger_name(client: Client, case: str) -> str:
    """Name the ledger of a case that this person reads: the staff's, or a victim's own."""
    if client.me.role != "victim" or "/" in case:
        return case
    thread = wire.text(client.http.get(f"/cases/{case}"), "thread")
    return f"{case}/{thread}" if is_victim(thread) else case
