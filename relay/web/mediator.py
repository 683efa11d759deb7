"""The mediator's pages: what waits, a case in full, reading a message and passing it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request

from relay.services import views_mediator, views_todo
from relay.web import case_words as words
from relay.web.i18n import pages_blueprint
from relay.web.login import require
from relay.web.reception import limits
from relay.web.transaction import reading

if TYPE_CHECKING:
    from relay.services.views_mediator import MessageLine

blueprint = pages_blueprint("mediator", __name__)

DECIDABLE = frozenset({"sealed", "reading", "held", "declined", "approved"})
FORWARDED = frozenset({"letter", "video", "audio", "relayed"})


def home() -> str:
    """Show what waits for her, and her cases; each list has pages of its own."""
    person, size = require("mediator"), limits().page_size
    before, cases_before = request.args.get("before", ""), request.args.get("cases", "")
    tray = views_mediator.home(reading(), person, before=before, size=size)
    cases = views_mediator.cases(reading(), person, before=cases_before, size=size)
    return render_template(
        "mediator/home.html",
        joined=views_todo.joined(reading(), person, size=size),
        lines=words.lines(tray.items),
        earlier=tray.next,
        cases=[(case, words.standing(case)) for case in cases.cases],
        earlier_cases=cases.next,
        show_tray=not cases_before,
        show_cases=not before,
    )


def case(public_id: str) -> str:
    """Show one of her cases: taking it on, its sides, its messages, what was decided."""
    before = request.args.get("before", "")
    found = views_mediator.case(reading(), require("mediator"), public_id, before=before, size=limits().page_size)
    return render_template(
        "mediator/case.html",
        case=found.line,
        languages=words.languages(found.line),
        sides=words.sides(found.parties),
        lines=words.lines(found.messages),
        first=not before,
        earlier=found.next,
    )


@blueprint.get("/review/<message>")
def review(message: str) -> str:
    """Give the sheet on which the vault lays a message, and the row of decisions."""
    found = _message(message)
    return render_template(
        "mediator/review.html",
        message=found,
        title=words.title(found),
        state_text=words.state(found),
        decidable=found.state in DECIDABLE and found.kind in FORWARDED,
    )


@blueprint.get("/release/<message>")
def release(message: str) -> str:
    """Show exactly what the other side would get, and on which consent that rests."""
    found = _message(message)
    case = views_mediator.case(reading(), require("mediator"), found.public_id)
    sides = words.sides(case.parties)
    return render_template(
        "mediator/release.html",
        message=found,
        sides=sides,
        releasable=found.state in DECIDABLE and found.kind in FORWARDED,
        state_text=words.state(found),
    )


def _message(message: str) -> MessageLine:
    return views_mediator.message(reading(), require("mediator"), message)
