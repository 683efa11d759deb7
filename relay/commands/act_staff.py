"""Who works here and which case is whose: assigning, taking on, passing the case sheet on, revoking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relay.commands.acting import Verb

if TYPE_CHECKING:
    from relay.commands.acting import Acting

FINGERPRINT = click.argument("fingerprint")


@click.command(cls=Verb)
@click.pass_obj
def staff(acting: Acting) -> None:
    """List who was ever endorsed here, as the verified roster says."""
    with acting.client() as client:
        found = [
            {"name": card.name, "role": card.role, "fingerprint": card.fingerprint, "stands": stands}
            for card, stands in client.staff()
        ]
        lines = (
            f"{one['fingerprint']}  {one['role']}  {one['name']}{'' if one['stands'] else '  revoked'}" for one in found
        )
        acting.done(found, "\n".join(lines))


@click.command(cls=Verb)
@click.argument("desk")
@FINGERPRINT
@click.pass_obj
def assign(acting: Acting, desk: str, fingerprint: str) -> None:
    """Give a desk (case/CODE, institution/CODE, office) to somebody; a case's goes from one mediator to the next."""
    with acting.client() as client:
        card = client.staff_card(fingerprint)
        client.assign(desk, card.digest)
        acting.done({"desk": desk, "holder": card.name}, f"{desk} is assigned to {card.name}")


@click.command("take-on", cls=Verb)
@click.argument("case")
@click.pass_obj
def take_on(acting: Acting, case: str) -> None:
    """Take on a case one is assigned to: declare no conflict of interest, make its desk's key here."""
    with acting.client() as client:
        client.take_on(case)
        acting.done({"state": "taken-on"}, f"{case} is taken on")


@click.command(cls=Verb)
@click.argument("case")
@click.pass_obj
def brief(acting: Acting, case: str) -> None:
    """Pass the case sheet on to the case's mediator (an officer does)."""
    with acting.client() as client:
        client.brief(case)
        acting.done({"state": "briefed"}, "the case sheet is passed on")


@click.command(cls=Verb)
@FINGERPRINT
@click.pass_obj
def revoke(acting: Acting, fingerprint: str) -> None:
    """End a mediator's or liaison's card for good; desks begin anew where others are left."""
    with acting.client() as client:
        card = client.staff_card(fingerprint)
        reopened = client.revoke(card.digest)
        acting.done({"revoked": card.name, "reopened": reopened}, "\n".join([f"{card.name} is revoked", *reopened]))
