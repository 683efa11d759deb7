"""One address for everybody's first page: whoever signs in finds their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from relay.web import liaison, mediator, office, victim
from relay.web.i18n import pages_blueprint
from relay.web.login import current_person

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from relay.domain.person import Role

blueprint = pages_blueprint("home", __name__)

HOMES: dict[Role, Callable[[], ResponseReturnValue]] = {
    "victim": victim.home,
    "liaison": liaison.home,
    "mediator": mediator.home,
    "officer": office.home,
}


@blueprint.get("/home")
def show() -> ResponseReturnValue:
    """Show the home page of whoever is signed in; staff wait there to be confirmed. Raises NotSignedIn."""
    person = current_person()
    if person.status == "joined" and person.role != "victim":
        return render_template("home/waiting.html", name=person.name)
    return HOMES[person.role]()
