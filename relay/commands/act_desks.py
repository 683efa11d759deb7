"""Desks on second days: what each needs, and making, sharing, beginning anew and renewing them (protocol.md §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relay.client.desks import OFFICE
from relay.commands.acting import Verb

if TYPE_CHECKING:
    from relay.client.client import Client
    from relay.commands.acting import Acting

DESK = click.argument("desk")
LEAVING = click.option("--leaving", metavar="FINGERPRINT", default="", help="As if this officer were revoked.")


@click.command(cls=Verb)
@LEAVING
@click.pass_obj
def desks(acting: Acting, leaving: str) -> None:
    """List the desks that need somebody, and what each needs (officers)."""
    with acting.client() as client:
        names = {card.digest: card.name for card, _ in client.staff()}
        found = [
            {"desk": need.desk, "need": need.need, "people": [names.get(card, "") for card in need.cards]}
            for need in client.desk_needs(_digest(client, leaving))
        ]
        lines = (f"{one['desk']}  {one['need']}  {', '.join(one['people'])}" for one in found)
        acting.done(found, "\n".join(lines) or "no desk needs anybody")


@click.command("open-desk", cls=Verb)
@DESK
@click.pass_obj
def open_desk(acting: Acting, desk: str) -> None:
    """Make the key of a desk one is assigned to, where its newest epoch has none yet."""
    with acting.client() as client:
        client.open_desk(desk)
        acting.done({"state": "open"}, f"{desk} is open")


@click.command("share-desk", cls=Verb)
@DESK
@click.pass_obj
def share_desk(acting: Acting, desk: str) -> None:
    """Share a desk one holds with those assigned to it; the office's goes to every officer who came since."""
    with acting.client() as client:
        if desk == OFFICE:
            client.take_office()
        client.share_with_colleagues(desk)
        acting.done({"state": "shared"}, f"{desk} is shared")


@click.command("reopen-desk", cls=Verb)
@DESK
@click.pass_obj
def reopen_desk(acting: Acting, desk: str) -> None:
    """Begin a desk's new epoch for those of its people who are left."""
    with acting.client() as client:
        client.reopen_desk(desk)
        acting.done({"state": "reopened"}, f"{desk} begins anew")


@click.command("renew-desk", cls=Verb)
@DESK
@LEAVING
@click.pass_obj
def renew_desk(acting: Acting, desk: str, leaving: str) -> None:
    """Sign again for those at a desk whom somebody signed for who is revoked, or is leaving."""
    with acting.client() as client:
        client.renew_desk(desk, _digest(client, leaving))
        acting.done({"state": "renewed"}, f"{desk} is renewed")


def _digest(client: Client, fingerprint: str) -> bytes:
    return client.staff_card(fingerprint).digest if fingerprint else b""
