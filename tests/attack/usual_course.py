"""What usually comes next for a letter, so that letters come far; each answer is compared with the model's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.attack import counter_acts, mediator_acts, party_acts
from tests.attack.model import HANDED_OUT, OFFENDER, WITH_THE_MEDIATOR

if TYPE_CHECKING:
    from tests.attack.model import Letter, Thread
    from tests.attack.walk import Walk


def travel(walk: Walk, thread: Thread, steps: int, *, as_an_edit: bool) -> None:
    """Let a first letter of a thread, and what answers it, come so many steps far."""
    party_acts.write(walk, thread)
    if as_an_edit:
        go_as_an_edit(walk, walk.letters[-1])
    for _ in range(steps):
        next_step(walk, [letter for letter in walk.letters if letter.thread is thread][-1])


def next_step(walk: Walk, letter: Letter) -> None:
    """Do one step of the road; where it has ended or was left, a victim writes anew."""
    if letter.state in WITH_THE_MEDIATOR:
        pass_on(walk, letter)
    elif letter.state == "proposed":
        party_acts.answer(walk, letter, letter.asked, agrees=True)
    elif letter.author == OFFENDER:
        party_acts.read(walk, letter)
    elif not letter.ways:
        party_acts.write(walk, letter.thread)
    else:
        _go_on_at_the_counter(walk, list(letter.ways)[-1])


def pass_on(walk: Walk, letter: Letter) -> None:
    """Read, approve and release what its author agreed to last, or the letter as it is."""
    for to in ("reading", "approved"):
        mediator_acts.review(walk, letter, to)
    mediator_acts.release(walk, letter, letter.agreed or letter.id)


def go_as_an_edit(walk: Walk, letter: Letter) -> None:
    """Change a letter, ask its author, and release what she agreed to."""
    mediator_acts.review(walk, letter, "reading")
    if edit := mediator_acts.edit(walk, letter):
        mediator_acts.propose(walk, letter, edit)
        party_acts.answer(walk, letter, edit, agrees=True)
        mediator_acts.release(walk, letter, edit)


def _go_on_at_the_counter(walk: Walk, version: str) -> None:
    way = walk.way(version)
    if way in {"waiting", "taken"}:
        counter_acts.take_a_task(walk)
        for outcome in ("pulled", "printed") if walk.way(version) == "taken" else ():
            counter_acts.record(walk, version, outcome)
    elif way in {"pulled", "printed", "recalling"}:
        following = {"pulled": "printed", "printed": "delivered", "recalling": "recalled"}
        counter_acts.record(walk, version, following[way])
    elif way in HANDED_OUT and version in walk.numbers:
        party_acts.bring(walk, version)
