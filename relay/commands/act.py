"""`relay act`: do one thing as one person, through the Python client (docs/api.md, "The command line")."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from relay.client import case_state, ledgers
from relay.client.files import read_parts
from relay.commands.opened import show_container
from relay.commands.output import exit_codes, show
from relay.commands.people import demo_actor, file_actor
from relay.domain.case import is_victim
from relay.protocol.context import KINDS
from relay.protocol.statement_forms import HANDLINGS, MODELS, OUTCOMES, SCOPES
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


@click.group()
@click.option("--url", required=True, help="The server's address.")
@click.option("--as", "name", default="", help="Somebody of the demo programme.")
@click.option("--identity", type=READABLE, help="An identity file, instead of --as.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
@click.pass_context
def act(context: click.Context, url: str, name: str, identity: Path | None, *, as_json: bool) -> None:
    """Act as one person through the Python client."""
    if not name and identity is None:
        raise click.UsageError("say who acts: --as NAME or --identity FILE")
    context.obj = Acting(url, name, identity, as_json)


@act.command()
@click.argument("case")
@click.argument("file", type=READABLE, nargs=-1, required=True)
@click.option("--kind", type=click.Choice(KINDS), default="letter", show_default=True)
@click.option("--lang", default="", help="The letter's language; the account's where not said.")
@click.pass_obj
def send(acting: Acting, case: str, file: tuple[Path, ...], kind: str, lang: str) -> None:
    """Seal a letter (text or pictures) and send it to the case's mediator."""
    with acting.client() as client:
        message = client.send(case, read_parts(file, kind), kind=kind, lang=lang)
        acting.done({"message": message}, f"sent {message}")


@act.command()
@click.pass_obj
def tray(acting: Acting) -> None:
    """List what waits for this person."""
    with acting.client() as client:
        items = client.tray()
        lines = (f"{item.get('message', '')}  {item.get('kind', '')}  {item.get('state', '')}" for item in items)
        acting.done(items, "\n".join(lines) or "nothing waits")


@act.command("open")
@click.argument("message")
@click.option("-o", "out", type=FILE, help="Write the parts to files instead of showing them.")
@click.pass_obj
def open_(acting: Acting, message: str, out: Path | None) -> None:
    """Open a message; a mediator's opening signs `reading`."""
    with acting.client() as client:
        show_container(client.open(message), message, out, as_json=acting.as_json)


@act.command()
@click.argument("message")
@click.option("-o", "out", type=FILE, help="Write the parts to files instead of showing them.")
@click.option("--let-know", is_flag=True, help="Sign that it was read, so that the mediator may know.")
@click.pass_obj
def read(acting: Acting, message: str, out: Path | None, *, let_know: bool) -> None:
    """Read what was released to this victim; nobody learns of it unless --let-know."""
    with acting.client() as client:
        show_container(client.read(message, let_know=let_know), message, out, as_json=acting.as_json)


@act.command()
@click.argument("case")
@click.argument("party")
@click.argument("scope", type=click.Choice(SCOPES))
@click.argument("given", type=click.Choice(("given", "withdrawn")))
@click.option("--model", type=click.Choice(MODELS), default="letters", show_default=True)
@click.option("--how", type=click.Choice(("portal", "spoken", "written")), help="As usual for the party.")
@click.pass_obj
def consent(acting: Acting, case: str, party: str, scope: str, given: str, model: str, how: str | None) -> None:
    """Give or take back consent."""
    with acting.client() as client:
        client.consent(case, party, scope, given=given == "given", model=model, how=how or "")
        acting.done({"consent": given}, f"consent {given}")


@act.command()
@click.argument("case")
@click.argument("party")
@click.pass_obj
def prepared(acting: Acting, case: str, party: str) -> None:
    """Record that a party was prepared."""
    with acting.client() as client:
        client.prepared(case, party)
        acting.done({"prepared": party}, f"{party} prepared")


@act.command()
@click.argument("message")
@click.option("--until", default="", help="A date, YYYY-MM-DD.")
@click.pass_obj
def hold(acting: Acting, message: str, until: str) -> None:
    """Hold a message back."""
    with acting.client() as client:
        client.hold(message, until=until)
        acting.done({"state": "held"}, "held")


@act.command()
@click.argument("message")
@click.pass_obj
def decline(acting: Acting, message: str) -> None:
    """Decline to pass a message on."""
    with acting.client() as client:
        client.decline(message)
        acting.done({"state": "declined"}, "declined")


@act.command()
@click.argument("message")
@click.pass_obj
def release(acting: Acting, message: str) -> None:
    """Release a message to the other party."""
    with acting.client() as client:
        client.release(message)
        acting.done({"state": "released"}, "released")


@act.command()
@click.pass_obj
def task(acting: Acting) -> None:
    """Pull the next delivery."""
    with acting.client() as client:
        pulled = client.pull_task()
        value = {key: getattr(pulled, key, None) for key in ("task", "message", "case")}
        acting.done(value, f"task {pulled.task}: message {pulled.message}" if pulled else "nothing waits")


@act.command("print")
@click.argument("message")
@click.option("-o", "out", type=FILE, required=True, help="Where the HTML goes.")
@click.pass_obj
def print_(acting: Acting, message: str, out: Path) -> None:
    """Write the HTML that is printed for a pulled message (by its id or its task's number)."""
    with acting.client() as client:
        out.write_text(client.print(message), encoding="utf-8")
        acting.done({"file": str(out)}, f"written to {out}")


@act.command()
@click.argument("message")
@click.argument("outcome", type=click.Choice(OUTCOMES))
@click.option("--how", type=click.Choice(HANDLINGS), help="In person for `delivered`, else none.")
@click.pass_obj
def handled(acting: Acting, message: str, outcome: str, how: str | None) -> None:
    """Record what happened to a delivery (by message id or task number)."""
    with acting.client() as client:
        client.handled(message, outcome, how=how or "")
        acting.done({"state": outcome}, outcome)


@act.command()
@click.argument("number", type=int, metavar="TASK")
@click.argument("file", type=READABLE, nargs=-1, required=True)
@click.option("--lang", default="", help="The reply's language; the account's where not said.")
@click.pass_obj
def reply(acting: Acting, number: int, file: tuple[Path, ...], lang: str) -> None:
    """Seal scans or text to the mediator; the task tells case and thread."""
    with acting.client() as client:
        message = client.reply(number, read_parts(file), lang=lang)
        acting.done({"message": message}, f"sealed {message}")


@act.command()
@click.argument("message")
@click.option("-o", "out", type=FILE, required=True, help="Where the file goes.")
@click.pass_obj
def export(acting: Acting, message: str, out: Path) -> None:
    """Write a message's file with this person's own grant (`relay open` reads it)."""
    with acting.client() as client:
        out.write_bytes(client.export(message))
        acting.done({"file": str(out)}, f"written to {out}")


@act.command()
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
            out.write_text(json.dumps(client.export_ledger(name), indent=1), encoding="utf-8")
        value = {"name": name, "length": len(found.entries), "verified": True, "entries": ledgers.entries_of(found)}
        lines = [case_state.line(entry) for entry in found.entries]
        acting.done(value, "\n".join([*lines, f"verified: {len(found.entries)} entries"] if verify else lines))


@act.command()
@click.option("-o", "out", type=FILE, required=True, help="Where the identity file goes.")
@click.pass_obj
def identity(acting: Acting, out: Path) -> None:
    """Write this person's identity file; the passphrase opens it."""
    with acting.client() as client:
        client.identity().write(out)
        acting.done({"file": str(out)}, f"written to {out}")


def ledger_name(client: Client, case: str) -> str:
    """Name the ledger of a case that this person reads: the staff's, or a victim's own."""
    if client.me.role != "victim" or "/" in case:
        return case
    thread = client.http.get(f"/cases/{case}").get("thread", "")
    return f"{case}/{thread}" if is_victim(thread) else case
