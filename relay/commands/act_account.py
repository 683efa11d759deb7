"""One's own account: what happened to it, and changing what signs one in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relay.commands.acting import MESSAGE, Verb
from relay.commands.people import ask_new_passphrase, ask_recovery_code

if TYPE_CHECKING:
    from relay.commands.acting import Acting


@click.command(cls=Verb)
@click.pass_obj
def account(acting: Acting) -> None:
    """Show this person's sign-in name, whether a recovery code is kept, and what happened, the newest first."""
    with acting.client() as client:
        found = client.account()
        lines = [f"{note['at']}  {note['what']}  {note['device']}" for note in found["notes"]]
        acting.done(found, "\n".join([f"{found['sign_in']}  recovery code: {found['recovery']}", *lines]))


@click.command(cls=Verb)
@click.option("--end", "ended", type=MESSAGE, metavar="ID", default="", help="End this one first.")
@click.option("--end-others", is_flag=True, help="End all but this one first.")
@click.pass_obj
def sessions(acting: Acting, ended: str, *, end_others: bool) -> None:
    """List this person's sessions, the newest first."""
    with acting.client() as client:
        if ended:
            client.end_session(ended)
        if end_others:
            client.end_other_sessions()
        found = client.sessions()
        acting.done(found, "\n".join(f"{one['id']}  {one['created']}  {one['device']}" for one in found))


@click.command(cls=Verb)
@click.pass_obj
def passphrase(acting: Acting) -> None:
    """Replace the passphrase (RELAY_NEW_PASSPHRASE, or a prompt); every other session ends."""
    chosen = ask_new_passphrase()
    with acting.client() as client:
        client.change_passphrase(acting.actor.passphrase, chosen)
        acting.keep(passphrase=chosen)
        acting.done({"sign_in": client.me.sign_in}, "the new passphrase is in force")


@click.command(cls=Verb)
@click.argument("name")
@click.pass_obj
def rename(acting: Acting, name: str) -> None:
    """Replace the sign-in name; the passphrase stays, and every other session ends."""
    with acting.client() as client:
        client.change_sign_in(name, acting.actor.passphrase)
        acting.keep(sign_in=client.me.sign_in)
        acting.done({"sign_in": client.me.sign_in}, f"signs in as {client.me.sign_in}")


@click.command(cls=Verb)
@click.pass_obj
def code(acting: Acting) -> None:
    """Make a new recovery code; the old one is void."""
    with acting.client() as client:
        made = client.new_recovery(acting.actor.passphrase)
        acting.keep(recovery=made)
        acting.done({"recovery": made}, made)


@click.command(cls=Verb)
@click.pass_obj
def recover(acting: Acting) -> None:
    """Come back in with the recovery code (demo.json, RELAY_RECOVERY_CODE or a prompt) under a new passphrase."""
    chosen = ask_new_passphrase()
    with acting.outside() as (client, actor):
        made = client.recover(actor.sign_in, actor.recovery or ask_recovery_code(), chosen)
        acting.keep(passphrase=chosen, recovery=made)
        acting.done({"recovery": made}, f"the new recovery code: {made}")
