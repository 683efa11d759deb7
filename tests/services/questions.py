"""What the database is asked while somebody looks at something."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import event

from tests.support.letters import pass_on, send
from tests.support.programme import CASE, PARTY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.programme import Programme


@contextmanager
def counted(programme: Programme) -> Iterator[list[str]]:
    """List every statement that reaches the database within the block."""
    questions: list[str] = []

    def note(*args: object) -> None:
        questions.append(str(args[2]))

    engine = programme.parts.database.engine
    event.listen(engine, "before_cursor_execute", note)
    yield questions
    event.remove(engine, "before_cursor_execute", note)


def road(programme: Programme) -> dict[str, str]:
    """Let a letter go there and a reply come back, and another wait; returns what each is called in an address."""
    letter = send(programme, programme.anna)
    pass_on(programme, programme.mira, letter, "offender")
    task = programme.liam.post("/tasks", {}).json["task"]
    programme.liam.state("handled", CASE, message=letter, outcome="pulled", how="none")
    reply = send(programme, programme.liam, "I read it", task=task)
    pass_on(programme, programme.mira, reply, PARTY)
    waiting = send(programme, programme.anna, "waiting")
    return {"letter": letter, "task": str(task), "reply": reply, "waiting": waiting}
