"""Inviting people, signing for those who joined, and answering an invitation to another case (protocol.md §7)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from relay.commands.acting import MESSAGE, Verb

if TYPE_CHECKING:
    from relay.client.client import Client
    from relay.commands.acting import Acting

LISTED = ("id", "role", "case", "party", "desk", "lang", "state", "expires", "extra_card")
AGAIN = (
    "Whoever had this place before keeps her keys until you confirm the new ones. With new ones her drafts, the copies "
    "that she kept and her own choices are lost; what was passed on to her can be given again: regrant."
)


@click.command(cls=Verb)
@click.argument("role", type=click.Choice(("mediator", "liaison", "victim")))
@click.option("--case", default="", help="A victim's.")
@click.option("--party", default="", help="Whom to invite again; without it a new party.")
@click.option("--desk", default="", help="A liaison's: institution/CODE.")
@click.option("--lang", type=click.Choice(("en", "fr")), default="en", show_default=True)
@click.pass_obj
def invite(acting: Acting, role: str, case: str, party: str, desk: str, lang: str) -> None:
    """Make an invitation and show its link; whoever has lost her keys is invited again with --party."""
    if (role == "victim") != (case != ""):
        raise click.UsageError("a victim is invited to a --case, others to none")
    with acting.client() as client:
        drawn = party or (client.free_party(case) if role == "victim" else "")
        if party:
            _say_what_is_lost()
        made = client.invite(role, lang=lang, case=case, party=drawn, desk=desk)
        acting.done({"invitation": made.id, "link": made.link, "party": drawn}, f"{made.id}\n{made.link}")


@click.command(cls=Verb)
@click.pass_obj
def invitations(acting: Acting) -> None:
    """List one's own invitations, the newest first."""
    with acting.client() as client:
        found = [_told(client, item) for item in client.invitations()]
        lines = (f"{each['invitation']}  {each['role']}  {each['party'] or ''}  {each['state']}" for each in found)
        acting.done(found, "\n".join(lines) or "nobody was invited")


@click.command(cls=Verb)
@click.argument("invitation", type=MESSAGE)
@click.pass_obj
def confirm(acting: Acting, invitation: str) -> None:
    """Sign for who joined, once the card is shown to be made with this link: staff are endorsed, a victim bound."""
    with acting.client() as client:
        card = client.confirm(invitation)
        value = {"name": card.name, "role": card.role, "fingerprint": card.fingerprint}
        acting.done(value, f"{card.name} is confirmed. Compare the fingerprint: {card.fingerprint}")


@click.command("join-case", cls=Verb)
@click.argument("link")
@click.pass_obj
def join_case(acting: Acting, link: str) -> None:
    """Answer an invitation to another case with the account one has."""
    with acting.client() as client:
        client.join_case(link)
        acting.done({"state": "joined"}, "joined: whoever invited has to confirm it")


def _told(client: Client, item: dict[str, Any]) -> dict[str, Any]:
    told = {("invitation" if name == "id" else name): item.get(name) for name in LISTED}
    return {**told, "link": client.link_of(str(item["id"]), str(item["lang"])) if item.get("state") == "open" else None}


def _say_what_is_lost() -> None:
    click.echo(AGAIN, err=True)
    if sys.stdin.isatty():
        click.confirm("Invite again?", abort=True, err=True)
