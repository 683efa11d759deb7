"""The mediator's pages: what waits, a case in full, reading a message and passing it on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flask import render_template, request

from relay.domain.case import OFFENDER
from relay.domain.kinds import is_edit
from relay.domain.states import WITHDRAWN
from relay.services import views_mediator, views_todo
from relay.web import case_words as words
from relay.web.deciding import choices
from relay.web.i18n import pages_blueprint
from relay.web.login import require
from relay.web.reception import clock, limits, settings
from relay.web.transaction import reading

if TYPE_CHECKING:
    from datetime import date

    from relay.services.views_mediator import MessageLine

blueprint = pages_blueprint("mediator", __name__)


def home() -> str:
    """Show what waits for her, and her cases; each list has pages of its own."""
    person, size = require("mediator"), limits().page_size
    before, cases_before = request.args.get("before", ""), request.args.get("cases", "")
    tray = views_mediator.home(reading(), person, before=before, size=size)
    due = () if before or cases_before else views_mediator.due(reading(), person, tray, today=_today(), size=size)
    shown = {message.message for message in due}
    cases = views_mediator.cases(reading(), person, before=cases_before, size=size)
    return render_template(
        "mediator/home.html",
        joined=views_todo.joined(reading(), person, size=size),
        due=words.lines(due),
        lines=words.lines(message for message in tray.items if message.message not in shown),
        earlier=tray.next,
        cases=[(case, words.standing(case)) for case in cases.cases],
        earlier_cases=cases.next,
        show_tray=not cases_before,
        show_cases=not before,
    )


def case(public_id: str) -> str:
    """Show one of her cases: taking it on, its sides, its messages, what was decided."""
    person, before = require("mediator"), request.args.get("before", "")
    found = views_mediator.case(reading(), person, public_id, before=before, size=limits().page_size)
    sides = words.sides(found.parties)
    return render_template(
        "mediator/case.html",
        case=found.line,
        languages=words.languages(found.line),
        sides=sides,
        threads=[{"value": side.party, "label": side.name} for side in sides if side.victim and side.card],
        lines=words.gathered(found.messages),
        again=views_mediator.again(reading(), person, found.line.code),
        first=not before,
        earlier=found.next,
    )


@blueprint.get("/review/<message>")
def review(message: str) -> str:
    """Give the sheet on which the vault lays a message, her copy beside it, and the row of decisions.

    Of what its author took back there is nothing to open.
    """
    found = _message(message)
    told = {"message": found, "title": words.title(found), "state_text": words.state(found)}
    if found.state == WITHDRAWN:
        return render_template("mediator/gone.html", **told)
    sides = _sides(found)
    return render_template(
        "mediator/review.html",
        **told,
        choices=choices(found, in_person=any(side.in_person for side in sides)),
        sides=sides,
        edit=is_edit(found.kind, found.original),
        own=words.is_own(found),
    )


@blueprint.get("/release/<message>")
def release(message: str) -> str:
    """Show exactly what the other side would get, and on which consent that rests.

    side: of a carried message, the place of the side it is for on her pages, so that no address names a party (R12).
    """
    found = _message(message)
    sides = _sides(found)
    chosen = request.args.get("side", "")
    return render_template(
        "mediator/release.html",
        message=found,
        sides=sides,
        to=next((side.party for side in sides if str(side.place) == chosen), ""),
        releasable=choices(found).release == found.message,
        state_text=words.state(found),
    )


def _today() -> date:
    """Return the day that it is where the programme is."""
    return clock().now().astimezone(ZoneInfo(settings().timezone)).date()


def _message(message: str) -> MessageLine:
    return views_mediator.message(reading(), require("mediator"), message)


def _sides(message: MessageLine) -> list[words.Side]:
    """Return the two sides between whom a message passes: no other victim of the case is named beside it (R8)."""
    case = views_mediator.case(reading(), require("mediator"), message.public_id, size=1)
    return [side for side in words.sides(case.parties) if side.party in (message.thread, OFFENDER)]
