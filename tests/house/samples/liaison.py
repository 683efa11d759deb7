from __future__ import annotations

from datetime import UTC, datetime

from relay.services.views_liaison import TaskLine
from relay.storage.task_pages import Reply

AT = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
TASK = TaskLine(
    482913,
    "AAAAAAAAAAAAAAAAAAAAAA",
    "RO-2026-0001",
    "victim-1",
    "letter",
    "pulled",
    AT,
    ("en", "fr"),
    about="proposal",
    asks=True,
)
DONE = TaskLine(482914, "BAAAAAAAAAAAAAAAAAAAAA", "RO-2026-0001", "victim-1", "letter", "recalling", AT, ("en",))
REPLY = Reply("CAAAAAAAAAAAAAAAAAAAAA", AT, withdrawn=False)

SAMPLES = {
    "liaison/home.html": {"tasks": [(TASK, "To be printed")], "recalls": [DONE], "first": True, "earlier": ""},
    "liaison/task.html": {"task": TASK, "state_text": "To be printed", "replies": [REPLY]},
    "liaison/task_about.html": {"task": TASK},
    "liaison/task_answer.html": {"task": TASK},
    "liaison/task_replies.html": {"task": TASK, "replies": [REPLY]},
    "liaison/recall.html": {"task": DONE},
    "liaison/task_outcome.html": {"task": TASK},
    "liaison/cover.html": {"number": 482913},
    "liaison/paper.html": {"task": TASK},
    "liaison/reply.html": {"task": TASK},
    "liaison/new_mediator.html": {},
}
