"""The liaison's counter: one numbered task at a time, and replies that come back with that number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request

from relay.services import views_liaison
from relay.web.i18n import pages_blueprint
from relay.web.liaison_words import state_text
from relay.web.login import require
from relay.web.reception import limits
from relay.web.transaction import reading

if TYPE_CHECKING:
    from relay.services.views_liaison import TaskLine

blueprint = pages_blueprint("liaison", __name__)


def home() -> str:
    """Show the counter: take the next task, record a reply, and her own tasks by time."""
    before = request.args.get("before", "")
    counter = views_liaison.home(reading(), require("liaison"), before=before, size=limits().page_size)
    return render_template(
        "liaison/home.html",
        tasks=[(task, state_text(task)) for task in counter.tasks],
        recalls=counter.recalls,
        first=not before,
        earlier=counter.next,
    )


@blueprint.get("/tasks/<int:number>")
def task(number: int) -> str:
    """Lead through one task: number, print, record, hand over."""
    line, replies = views_liaison.task_with_replies(reading(), require("liaison"), number)
    return render_template("liaison/task.html", task=line, state_text=state_text(line), replies=replies)


@blueprint.get("/tasks/<int:number>/reply")
def reply(number: int) -> str:
    """Take in a reply that came with this number, to be sealed to the mediator."""
    return render_template("liaison/reply.html", task=_task(number))


def _task(number: int) -> TaskLine:
    return views_liaison.task(reading(), require("liaison"), number)
