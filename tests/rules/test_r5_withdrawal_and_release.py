"""R5: an author withdraws and the mediator releases at the same moment; one of the two comes first, and both are told.

Two processes stand behind a barrier, each with everything signed before. Whoever commits first wins: a release that
comes second is refused; one that came first is taken back by the withdrawal, which is possible at every stage.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from relay.client import statements
from tests.rules.attacks import approve, desk, get, release_of
from tests.rules.racing import FEW, FIRST, RACES, SECOND, racing, require_both_won, saying

if TYPE_CHECKING:
    from tests.rules.attacks import Said
    from tests.rules.world import Place, World


@pytest.mark.parametrize(("what", "races"), [("that letter", RACES), ("all she ever wrote", FEW)])
def test_when_both_come_at_once_one_is_first_and_both_are_told(world: World, what: str, races: int) -> None:
    place, wins = world.case(), Counter[bool]()
    box = desk(world["Olive"], "institution/WARK-2").box
    letters = []
    with racing(place.victim, place.mediator) as racers:
        for number in range(races):
            letters.append(place.letter(f"letter {number}"))
            approve(place, letters[-1])
            named = letters[-1] if what == "that letter" else ""
            withdrawal = statements.sign(place.victim, "withdraw", place.code, message=named, how="portal")

            withdrew, released = racers.at_once(
                saying(withdrawal), saying(*release_of(place, letters[-1], "offender", box))
            )

            assert withdrew == FIRST, "at every stage an author may withdraw"
            assert released in (FIRST, SECOND)
            wins[released == FIRST] += 1
            require_the_winner_in_the_ledger(place, letters[-1], named, released)
    for letter in letters:
        assert get(place.mediator, f"/messages/{letter}") == (404, "not-found")
    assert not {task.message for task in iter(world["Liam"].pull_task, None)} & set(letters)
    require_both_won(wins)


def require_the_winner_in_the_ledger(place: Place, letter: str, named: str, released: Said) -> None:
    """See that the ledger verifies, and ends with what its two people were told."""
    told = [entry.statement for entry in place.mediator.ledger(place.code).entries if entry.statement]
    newest = [(each.type, each.text("message")) for each in told if each.type in ("release", "withdraw")][-2:]
    assert newest[-1] == ("withdraw", named)
    assert (("release", letter) in newest) == (released == FIRST)
