"""`relay act`: do one thing as one person, through the Python client (docs/command-line.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relay.commands import (
    act_account,
    act_answer,
    act_decide,
    act_desks,
    act_invite,
    act_notes,
    act_read,
    act_send,
    act_staff,
)
from relay.commands.acting import READABLE, Acting

if TYPE_CHECKING:
    from pathlib import Path

VERBS = (
    act_send.send,
    act_read.tray,
    act_read.open_,
    act_read.read,
    act_decide.consent,
    act_decide.accept,
    act_decide.prepared,
    act_answer.return_,
    act_answer.propose,
    act_answer.wrote,
    act_answer.agree,
    act_answer.disagree,
    act_decide.hold,
    act_decide.decline,
    act_decide.release,
    act_decide.regrant,
    act_answer.withdraw,
    act_send.task,
    act_send.print_,
    act_send.handled,
    act_send.reply,
    act_notes.notes,
    act_notes.watch,
    act_invite.invite,
    act_invite.invitations,
    act_invite.confirm,
    act_invite.join_case,
    act_staff.staff,
    act_staff.assign,
    act_staff.take_on,
    act_staff.brief,
    act_staff.revoke,
    act_desks.desks,
    act_desks.open_desk,
    act_desks.share_desk,
    act_desks.reopen_desk,
    act_desks.renew_desk,
    act_read.export,
    act_read.ledger,
    act_read.identity,
    act_account.account,
    act_account.sessions,
    act_account.passphrase,
    act_account.rename,
    act_account.code,
    act_account.recover,
)


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


for verb in VERBS:
    act.add_command(verb)
