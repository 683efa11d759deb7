"""The office's pages: cases, the people who work here, institutions; no message of a case (R1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request

from relay.domain.desk_needs import ASSIGN
from relay.errors import N_
from relay.protocol import b64
from relay.services import views_office, views_todo
from relay.services.desk_needs import case_need, desk_needs, unsound_desks
from relay.services.list_institutions import list_institutions, names_of_institutions
from relay.services.verified_roster import verified_roster
from relay.web import case_words as words
from relay.web import desk_words
from relay.web.i18n import NAMES, pages_blueprint
from relay.web.login import require
from relay.web.reception import limits
from relay.web.transaction import reading

if TYPE_CHECKING:
    from relay.domain.desk_needs import Need
    from relay.domain.person import Person

blueprint = pages_blueprint("office", __name__)

WAITS = N_("Waits for another mediator")


def home() -> str:
    """Show what needs doing, and all cases, newest first."""
    person, size = require("officer"), limits().page_size
    before = request.args.get("before", "")
    found = views_office.home(reading(), person, before=before, size=size)
    return render_template(
        "office/home.html",
        cases=[(case, words.standing(case)) for case in found.cases],
        joined=views_todo.joined(reading(), person, size=size),
        sheets=views_todo.unbriefed(reading(), size=size),
        desks=_lines(unsound_desks(reading(), person), person) if not before else [],
        first=not before,
        earlier=found.next,
    )


@blueprint.get("/cases/new")
def new_case() -> str:
    """Ask for a case's code, institution and languages, and for its sheet, which is sealed on the device."""
    require("officer")
    return render_template("office/case_new.html", institutions=names_of_institutions(reading()), languages=NAMES)


def case(public_id: str) -> str:
    """Show what the office knows of one case."""
    found = views_office.case(reading(), require("officer"), public_id)
    need = case_need(reading(), found.line.code)
    return render_template(
        "office/case.html",
        case=found.line,
        need=need,
        languages=words.languages(found.line),
        standing=words.say(WAITS) if need == ASSIGN else words.standing(found.line),
        sheet=found.sheet,
        sides=words.sides(found.parties),
    )


@blueprint.get("/staff")
def staff() -> str:
    """List the people who work here, invite others and sign for those who came."""
    person = require("officer")
    return render_template(
        "office/staff.html",
        institutions=names_of_institutions(reading()),
        languages=NAMES,
        desks=_lines(desk_needs(reading()), person),
        invitation_days=limits().invitation_days,
    )


@blueprint.get("/institutions")
def institutions() -> str:
    """List institutions and whether their desk is open; enter another one."""
    require("officer")
    return render_template("office/institutions.html", institutions=list_institutions(reading()), languages=NAMES)


def _lines(needs: tuple[Need, ...], person: Person) -> list[desk_words.Line]:
    if not needs:
        return []
    cases = views_office.addresses(reading(), [desk_words.code_of(need) for need in needs])
    institutions = dict(names_of_institutions(reading()))
    return desk_words.lines(needs, verified_roster(reading()), institutions, cases, b64.decode(person.card, 32))
