from __future__ import annotations

import pytest

from relay.domain import deliveries, withdrawing
from relay.domain.refusals import StateMoved

AFTER = {
    "waiting": "gone",
    "taken": "gone",
    "in-person": "gone",
    "pulled": "recalling",
    "printed": "recalling",
    "not-accepted": "recalling",
    "failed": "recalling",
    "recalling": "recalling",
    "delivered": "delivered",
    "recalled": "recalled",
    "opened": "opened",
    "gone": "gone",
}


@pytest.mark.parametrize(("before", "after"), AFTER.items())
def test_how_far_it_had_come_decides(before: str, after: str) -> None:
    assert withdrawing.after_withdrawal(before, served=False) == after


@pytest.mark.parametrize("state", ["waiting", "taken"])
def test_what_a_colleague_who_left_may_have_printed_is_called_back(state: str) -> None:
    """R5: paper is recalled, whoever printed it."""
    assert withdrawing.after_withdrawal(state, served=True) == "recalling"


def test_what_was_served_stays_offered_and_what_was_not_is_gone() -> None:
    assert withdrawing.after_withdrawal(deliveries.OFFERED, served=True) == "offered"
    assert withdrawing.after_withdrawal(deliveries.OFFERED, served=False) == "gone"


def test_a_recipient_keeps_what_reached_her_and_nothing_else() -> None:
    kept = {state for state in (*AFTER, "offered") if withdrawing.stays(state)}

    assert kept == {"offered", "opened", "delivered"}


@pytest.mark.parametrize("outcome", ["recalled", "delivered"])
def test_a_recall_ends_when_staff_say_how(outcome: str) -> None:
    assert deliveries.after_handled(deliveries.RECALLING, outcome) == outcome


@pytest.mark.parametrize("outcome", ["pulled", "printed", "not-accepted", "failed", "viewed"])
def test_a_recall_ends_in_no_other_way(outcome: str) -> None:
    with pytest.raises(StateMoved):
        deliveries.after_handled(deliveries.RECALLING, outcome)


@pytest.mark.parametrize("state", ["recalled", "gone", "waiting", "taken"])
def test_what_is_not_being_recalled_cannot_be_recalled(state: str) -> None:
    with pytest.raises(StateMoved):
        deliveries.after_handled(state, "recalled")


@pytest.mark.parametrize("before", [deliveries.IN_PERSON, *deliveries.CAME_BACK])
def test_what_the_mediator_was_to_bring_is_on_no_paper_that_staff_could_get_back(before):
    assert withdrawing.after_withdrawal(before, served=False, on_paper=False) == "gone"
