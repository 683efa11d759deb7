"""What usually comes next for a letter, so that letters come far; each answer is compared with the model's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.attack import counter_acts, mediator_acts, party_acts
from tests.attack.model import HANDED_OUT, IN_PERSON, WITH_THE_MEDIATOR
from tests.attack.sides import OFFENDER, VICTIM, other

if TYPE_CHECKING:
    from tests.attack.model import Letter
    from tests.attack.sides import Thread
    from tests.attack.walk import Walk


TO_AN_ANSWER = ("it goes", "it is taken and printed", "it is handed over", "he answers")
# how far something goes on at the counter by itself; what was printed is answered first where it asks something
_GOES_ON = {False: {"waiting", "taken", "pulled", "printed", "recalling"}, True: {"waiting", "taken", "pulled"}}


def travel(walk: Walk, thread: Thread, steps: int, *, as_an_edit: bool, back: str) -> None:
    """Let a first letter of a thread, and what answers it, come so many steps far.

    back: how the answer goes back to the offender, some steps more: "edit", "words", or "edit, words" where she who
    proposed it changes her mind; "" for not at all.
    """
    party_acts.write(walk, thread)
    if as_an_edit:
        go_as_an_edit(walk, walk.letters[-1])
    for _ in range(steps + len(TO_AN_ANSWER) if back else steps):
        newest = [letter for letter in walk.letters if letter.thread is thread][-1]
        if back and newest.author == OFFENDER and newest.state == "sealed":
            _go_back(walk, newest, back)
        else:
            next_step(walk, newest)


def carry(walk: Walk, thread: Thread, asked: str, steps: int, *, agrees: bool, said: bool) -> None:
    """Let carried words come so many steps far.

    asked: the side that is asked about them, "" for neither; agrees: its answer; said: to the other one in person.
    """
    carried = mediator_acts.write_down(walk, thread)
    if asked:
        mediator_acts.propose(walk, carried, carried.id, asked)
    for _ in range(steps):
        next_step(walk, carried, agrees=agrees, said=said)
    if not agrees:  # whoever said no is not asked again
        mediator_acts.review(walk, carried, "held")
        mediator_acts.propose(walk, carried, carried.id, asked or VICTIM)


def next_step(walk: Walk, letter: Letter, *, agrees: bool = True, said: bool = False) -> None:
    """Do one step of the road; where it has ended or was left, a victim writes anew."""
    errands = [version for version, way in letter.errands.items() if way in _GOES_ON[letter.state == "proposed"]]
    if letter.state in WITH_THE_MEDIATOR:
        pass_on(walk, letter, said=said)
    elif errands:
        _go_on_at_the_counter(walk, errands[-1])
    elif letter.state == "proposed":
        by_liaison = letter.errands.get(letter.asked) in HANDED_OUT
        party_acts.answer(walk, letter, letter.asked, agrees=agrees, by_liaison=by_liaison)
        if by_liaison:
            counter_acts.record(walk, letter.asked, "delivered")
    elif IN_PERSON in letter.ways.values():
        mediator_acts.hand_over(walk, letter, "delivered")
    elif letter.author == OFFENDER:
        party_acts.read(walk, letter)
    elif not letter.ways:
        party_acts.write(walk, letter.thread)
    else:
        _go_on_at_the_counter(walk, list(letter.ways)[-1])


def pass_on(walk: Walk, letter: Letter, *, said: bool = False) -> None:
    """Read, approve and release what its author agreed to last, or the letter as it is."""
    for to in ("reading", "approved"):
        mediator_acts.review(walk, letter, to)
    mediator_acts.release(walk, letter, letter.agreed or letter.id, other(letter.author or VICTIM), said=said)


def go_as_an_edit(walk: Walk, letter: Letter) -> None:
    """Change a letter, ask its author, and release what they agreed to."""
    mediator_acts.review(walk, letter, "reading")
    if edit := mediator_acts.edit(walk, letter):
        mediator_acts.propose(walk, letter, edit, letter.author)
        party_acts.answer(walk, letter, edit, agrees=True)
        mediator_acts.release(walk, letter, edit, other(letter.author))


def _go_back(walk: Walk, letter: Letter, how: str) -> None:
    mediator_acts.review(walk, letter, "reading")
    if "edit" in how and (edit := mediator_acts.edit(walk, letter)):
        mediator_acts.propose(walk, letter, edit, letter.author)
    if "words" in how:
        mediator_acts.give_back(walk, letter)


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
