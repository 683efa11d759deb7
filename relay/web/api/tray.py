"""The tray: what waits for the asker, in terms of what the asker may know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from flask import Blueprint, request
from pydantic import Field

from relay.domain.deliveries import OPEN_TASK
from relay.services import views_liaison, views_mediator, views_tray, views_victim
from relay.web.api.answering import Answer, answer
from relay.web.login import require
from relay.web.reception import limits
from relay.web.transaction import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flask import Response

    from relay.domain.person import Person

blueprint = Blueprint("tray", __name__)


class TrayItem(Answer):
    """One thing that waits; which fields are there depends on whose tray it is."""

    message: str
    state: str
    kind: str
    at: str | None = None
    case: str | None = None
    thread: str | None = None
    from_: Annotated[str | None, Field(serialization_alias="from")] = None
    task: int | None = None
    invitation: str | None = None
    until: str | None = None


class Tray(Answer):
    """A page of what waits, newest first; next: `before` of the next page."""

    items: list[TrayItem]
    next: str | None = None


@blueprint.get("/tray")
def show() -> Response:
    """List what waits for the asker."""
    person = require()
    return answer(_TRAYS[person.role](person, request.args.get("before", "")))


def _mediators(person: Person, before: str) -> Tray:
    page = views_mediator.home(reading(), person, before=before, size=limits().page_size)
    items = [
        TrayItem(
            message=line.message,
            state=line.state,
            kind=line.kind,
            at=line.at.isoformat(timespec="seconds"),
            case=line.case,
            thread=line.thread,
            from_=line.sender,
            until=line.until or None,
        )
        for line in page.items
    ]
    return _tray(items, page.next)


def _victims(person: Person, before: str) -> Tray:
    shown, following = views_tray.waiting(reading(), person, before=before, size=limits().page_size)
    items = [
        TrayItem(
            message=item.message,
            state=views_victim.told(item),
            kind=item.kind,
            at=item.at.isoformat(timespec="seconds"),
            case=item.case,
        )
        for item in shown
    ]
    return _tray(items, following)


def _liaisons(person: Person, before: str) -> Tray:
    page = views_liaison.home(reading(), person, before=before, size=limits().page_size)
    items = [
        TrayItem(message=line.message, state=line.state, kind=line.kind, case=line.case, task=line.task)
        for line in page.tasks
        if line.state in OPEN_TASK
    ]
    return _tray(items, page.next)


def _officers(person: Person, before: str) -> Tray:
    del before
    waiting = views_tray.office(reading(), person, size=limits().page_size)
    joined = [TrayItem(message="", state="joined", kind="invitation", invitation=id_) for id_ in waiting.joined]
    sheets = [
        TrayItem(message=sheet.message, state="unbriefed", kind="sheet", case=sheet.case) for sheet in waiting.sheets
    ]
    return Tray(items=[*joined, *sheets])


def _tray(items: list[TrayItem], following: str) -> Tray:
    return Tray(items=items, next=following or None)


_TRAYS: Mapping[str, Callable[[Person, str], Tray]] = {
    "mediator": _mediators,
    "victim": _victims,
    "liaison": _liaisons,
    "officer": _officers,
}
