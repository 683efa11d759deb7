from __future__ import annotations

import pytest

from relay.domain.deliveries import after_handled, after_opened
from relay.domain.refusals import StateMoved


def test_liam_pulls_prints_and_hands_over() -> None:
    state = "taken"
    for outcome in ("pulled", "printed", "printed", "delivered"):
        state = after_handled(state, outcome)
    assert state == "delivered"


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        ("waiting", "pulled"),
        ("taken", "printed"),
        ("pulled", "delivered"),
        ("printed", "pulled"),
        ("delivered", "failed"),
        ("in-person", "printed"),
        ("offered", "delivered"),
        ("printed", "recalled"),
    ],
)
def test_no_step_is_left_out_or_done_twice(state: str, outcome: str) -> None:
    with pytest.raises(StateMoved):
        after_handled(state, outcome)


def test_a_mediator_who_delivers_in_person_records_the_end_alone() -> None:
    assert after_handled("in-person", "delivered") == "delivered"


def test_what_was_offered_is_opened_once() -> None:
    assert after_opened("offered") == "opened"
    with pytest.raises(StateMoved):
        after_opened("opened")
