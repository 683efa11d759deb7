"""Institutions and their desks."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

from flask import Blueprint
from pydantic import StringConstraints

from relay.services.list_institutions import list_institutions
from relay.services.open_case import enter_institution
from relay.web.api.answering import Answer, answer
from relay.web.api.parsing import Call, Code, Lang, call
from relay.web.login import require
from relay.web.reception import clock
from relay.web.transaction import changing, reading

if TYPE_CHECKING:
    from flask import Response

blueprint = Blueprint("institutions", __name__)


class NewInstitution(Call):
    """An institution: its code, its name in its own language, and that language."""

    code: Code
    name: Annotated[
        str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]+$")
    ]
    lang: Lang


class Institution(Answer):
    """An institution; open: its desk has a current key."""

    code: str
    name: str
    lang: str
    desk: str
    open: bool


class Institutions(Answer):
    """Every institution, by code."""

    institutions: list[Institution]


class InstitutionEntered(Answer):
    """The institution's code."""

    code: str


@blueprint.post("/institutions")
def enter() -> Response:
    """Enter an institution."""
    require("officer")
    new = call(NewInstitution)
    with changing() as session:
        enter_institution(session, new.code, new.name, new.lang, clock=clock())
    return answer(InstitutionEntered(code=new.code), HTTPStatus.CREATED)


@blueprint.get("/institutions")
def list_all() -> Response:
    """List the institutions and whether their desks can be sealed to."""
    require("officer", "mediator")
    found = list_institutions(reading())
    return answer(Institutions(institutions=[Institution(**vars(each)) for each in found]))
