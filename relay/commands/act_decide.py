"""What people decide: consent, preparation, review, release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relay.commands.acting import MESSAGE, Verb
from relay.protocol.statement_forms import MODELS, SCOPES

if TYPE_CHECKING:
    from relay.commands.acting import Acting

HOW = click.option("--how", type=click.Choice(("portal", "spoken", "written")), help="As usual for the party.")


@click.command(cls=Verb)
@click.argument("case")
@click.argument("party")
@click.argument("scope", type=click.Choice(SCOPES))
@click.argument("given", type=click.Choice(("given", "withdrawn")))
@click.option("--model", type=click.Choice(MODELS), default="letters", show_default=True)
@HOW
@click.pass_obj
def consent(acting: Acting, case: str, party: str, scope: str, given: str, model: str, how: str | None) -> None:
    """Give or take back consent."""
    with acting.client() as client:
        client.consent(case, party, scope, given=given == "given", model=model, how=how or "")
        acting.done({"consent": given}, f"consent {given}")


@click.command(cls=Verb)
@click.argument("case")
@click.argument("party")
@click.argument("given", type=click.Choice(("given", "withdrawn")))
@HOW
@click.pass_obj
def accept(acting: Acting, case: str, party: str, given: str, how: str | None) -> None:
    """Accept the case's present mediator as neutral, or no longer."""
    with acting.client() as client:
        client.accept(case, party, given=given == "given", how=how or "")
        acting.done({"accept": given}, f"acceptance {given}")


@click.command(cls=Verb)
@click.argument("case")
@click.argument("party")
@click.pass_obj
def prepared(acting: Acting, case: str, party: str) -> None:
    """Record that a party was prepared."""
    with acting.client() as client:
        client.prepared(case, party)
        acting.done({"prepared": party}, f"{party} prepared")


@click.command(cls=Verb)
@click.argument("message", type=MESSAGE)
@click.option("--until", default="", help="A date, YYYY-MM-DD.")
@click.pass_obj
def hold(acting: Acting, message: str, until: str) -> None:
    """Hold a message back."""
    with acting.client() as client:
        client.hold(message, until=until)
        acting.done({"state": "held"}, "held")


@click.command(cls=Verb)
@click.argument("message", type=MESSAGE)
@click.pass_obj
def decline(acting: Acting, message: str) -> None:
    """Decline to pass a message on."""
    with acting.client() as client:
        client.decline(message)
        acting.done({"state": "declined"}, "declined")


@click.command(cls=Verb)
@click.argument("message", type=MESSAGE)
@click.option("--to", metavar="PARTY", default="", help="Of carried words about which nobody was asked.")
@click.option("--in-person", is_flag=True, help="Carried words that are said instead of shown.")
@click.pass_obj
def release(acting: Acting, message: str, to: str, *, in_person: bool) -> None:
    """Release a message to the other party."""
    with acting.client() as client:
        client.release(message, to=to, in_person=in_person)
        acting.done({"state": "released"}, "released")


@click.command(cls=Verb)
@click.argument("case")
@click.argument("party")
@click.pass_obj
def regrant(acting: Acting, case: str, party: str) -> None:
    """Pass on again what a party had: to a victim's newer key, or to an institution where nobody has the key."""
    with acting.client() as client:
        count = client.regrant(case, party)
        acting.done({"granted": count}, f"passed on again: {count}")
