"""Delivery tasks: pulled one at a time, known by a number alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint

from relay.services import views_liaison
from relay.services.pull_task import pull_task
from relay.web.api.answering import Answer, answer
from relay.web.login import require
from relay.web.transaction import changing, reading

if TYPE_CHECKING:
    from flask import Response

blueprint = Blueprint("tasks", __name__)


class Pulled(Answer):
    """The task that is now hers; task is null where none waits at a desk of hers."""

    task: int | None
    message: str | None = None
    case: str | None = None


class Task(Answer):
    """A task of hers, why it is one (release, guidance, proposal), its state and the case's languages."""

    task: int
    message: str
    case: str
    thread: str
    about: str
    state: str
    langs: list[str]


@blueprint.post("/tasks")
def pull() -> Response:
    """Pull the task that has waited longest; asked again before `handled pulled`, the same one."""
    person = require("liaison")
    with changing() as session:
        found = pull_task(session, person)
        if found is None:
            return answer(Pulled(task=None), nulls=True)
        pulled = Pulled(task=found.number, message=found.message, case=found.case_code)
    return answer(pulled)


@blueprint.get("/tasks/<int:number>")
def show(number: int) -> Response:
    """Show one task that she pulled."""
    line = views_liaison.task(reading(), require("liaison"), number)
    return answer(
        Task(
            task=line.task,
            message=line.message,
            case=line.case,
            thread=line.thread,
            about=line.about,
            state=line.state,
            langs=list(line.langs),
        )
    )
