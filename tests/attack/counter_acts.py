"""What Liam does at the institution's counter, which serves both cases; each answer is compared with the model's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.attack.model import UNKNOWN
from tests.attack.walk import LIAISON, same

if TYPE_CHECKING:
    from relay.protocol.signed import Signed
    from tests.attack.walk import Walk


def take_a_task(walk: Walk) -> None:
    """Take the task that was taken and not pulled yet, else what has waited longest."""
    asked = walk[LIAISON].post("/tasks", {}).json
    taken = [version for version in walk.numbers if walk.way(version) == "taken"]
    waiting = [version for version in walk.waiting if walk.way(version) == "waiting"]
    expected = (taken or waiting or [None])[0]
    assert asked.get("message") == expected
    if expected is not None and not taken:
        walk.numbers[expected] = asked["task"]
        walk.letter_of(expected).papers[expected] = "taken"


def record(walk: Walk, version: str, outcome: str) -> None:
    """Record what became of something; of what he never took he knows nothing."""
    letter = walk.letter_of(version)
    expected = letter.handle(version, outcome) if version in walk.numbers else UNKNOWN
    same(walk.say(walk[LIAISON], letter.thread.case, _handled(walk, version, outcome)), expected)


def clear(walk: Walk) -> None:
    """Leave nothing on its way, or waiting in a tray, for the next walk; what is answered does not matter any more."""
    for thread in walk.threads:
        victim, mediator, case = walk[thread.victim], walk[thread.case.mediator], thread.case.code
        victim.say(victim.sign("withdraw", case, message="", how="portal"))
        mediator.say(mediator.sign("withdraw", case, message="", how="spoken"))
    for version in walk.numbers:
        walk[LIAISON].say(_handled(walk, version, "recalled"))
    for carried in (letter for letter in walk.letters if not letter.author):
        mediator = walk.mediator(carried)
        mediator.say(mediator.sign("review", carried.thread.case.code, message=carried.id, to="declined", until=""))


def _handled(walk: Walk, version: str, outcome: str) -> Signed:
    case = walk.letter_of(version).thread.case
    return walk[LIAISON].sign("handled", case.code, message=version, outcome=outcome, how="none")
