"""R5, design.md §4: what was released to a victim is taken back at the moment at which she opens it.

Whoever signs for the offender is told the same either way. If she was served it first, it stays hers, body and all;
if not, it is gone for her as if it had never been there.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from relay.client import statements
from relay.client.files import text_part
from tests.rules.attacks import get
from tests.rules.racing import FEW, FIRST, racing, require_both_won, saying

if TYPE_CHECKING:
    from tests.rules.attacks import Said
    from tests.rules.world import Place, World

SERVED, GONE = (200, ""), (404, "not-found")


@pytest.fixture(scope="module")
def answered(world: World, place: Place) -> int:
    """A letter of hers that was handed over, under the number that replies to it go by."""
    number = world.offered(place)
    world["Liam"].handled(str(number), "delivered")
    return number


@pytest.mark.parametrize(("name", "how"), [("Mira", "spoken"), ("Liam", "written")])
def test_a_withdrawal_for_the_offender_and_her_first_look_at_it(
    world: World, place: Place, answered: int, name: str, how: str
) -> None:
    signer, wins = world[name], Counter[bool]()
    with racing(signer, place.victim) as racers:
        for number in range(FEW):
            reply = world["Liam"].reply(answered, [text_part(f"reply {number}")])
            place.mediator.release(reply)
            withdrawal = statements.sign(signer, "withdraw", place.code, message=reply, how=how)

            withdrew, served = racers.at_once(saying(withdrawal), ("GET", f"/messages/{reply}", None))

            assert withdrew == FIRST
            assert served in (SERVED, GONE)
            wins[served == SERVED] += 1
            require_as_told(place, reply, served)
    require_both_won(wins)


def require_as_told(place: Place, reply: str, served: Said) -> None:
    """See that she has it for good or not at all, that nobody else has it, and that her ledger says the same."""
    for path in (f"/messages/{reply}", f"/messages/{reply}/body"):
        assert get(place.victim, path) == served
    here = {item["message"] for item in place.victim.http.get("/tray")["items"]}
    assert (reply in here) == (served == SERVED)
    assert get(place.mediator, f"/messages/{reply}") == GONE
    told = [entry.statement for entry in place.victim.ledger(f"{place.code}/{place.party}").entries if entry.statement]
    assert [each.type for each in told if each.type in ("release", "withdraw")][-2:] == ["release", "withdraw"]
