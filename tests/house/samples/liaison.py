from __future__ import annotations

from datetime import UTC, datetime

from relay.services.views_liaison import TaskLine
from relay.web.liaison_words import STATES

AT = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
TASK = TaskLine(482913, "AAAAAAAAAAAAAAAAAAAAAA", "RO-2026-0001", "victim-1", "letter", "pulled", AT, ("en", "fr"))

SAMPLES = {
    "liaison/home.html": {"tasks": [TASK], "states": STATES, "first": True, "earlier": ""},
    "liaison/task.html": {"task": TASK, "state_text": STATES["pulled"]},
    "liaison/task_outcome.html": {"task": TASK},
    "liaison/paper.html": {"task": TASK},
    "liaison/reply.html": {"task": TASK},
}
