"""Addresses of a case that a mediator and an officer share; each finds their own page there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from relay.services import views_mediator
from relay.web import case_words as words
from relay.web import mediator, office
from relay.web.i18n import NAMES, pages_blueprint
from relay.web.login import require
from relay.web.reception import limits
from relay.web.transaction import reading

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = pages_blueprint("case", __name__)


@blueprint.get("/cases/<public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show a case to its mediator or to an officer. Raises NotSignedIn, Forbidden, NotFound."""
    page = office.case if require("mediator", "officer").role == "officer" else mediator.case
    return page(public_id)


@blueprint.get("/invite/<public_id>")
def invite(public_id: str) -> str:
    """Invite somebody to a case, and sign for whoever came on one's own invitation."""
    person = require("mediator", "officer")
    found = views_mediator.case(reading(), person, public_id, size=1)
    sides = words.sides(found.parties)
    return render_template(
        "case/invite.html",
        case=found.line,
        sides=sides,
        people=[
            {"value": side.party, "label": side.name, "testid": "back-party"}
            for side in sides
            if side.victim and side.card
        ],
        languages=NAMES,
        grants=person.role == "mediator",
        invitation_days=limits().invitation_days,
    )
