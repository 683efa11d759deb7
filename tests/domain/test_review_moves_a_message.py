from __future__ import annotations

import pytest

from relay.domain import states
from relay.domain.refusals import StateMoved


def test_a_letter_is_read_before_anything_is_decided() -> None:
    assert states.after_review("sealed", "reading") == "reading"
    for decision in ("held", "declined", "approved"):
        with pytest.raises(StateMoved):
            states.after_review("sealed", decision)


def test_reading_again_takes_an_approval_back() -> None:
    assert states.after_review("approved", "reading") == "reading"


@pytest.mark.parametrize("state", ["released", "withdrawn", "returned", "proposed"])
def test_what_has_left_the_mediator_is_reviewed_no_more(state: str) -> None:
    with pytest.raises(StateMoved):
        states.after_review(state, "reading")


@pytest.mark.parametrize("state", [state for state in states.STATES if state != "approved"])
def test_only_an_approved_letter_is_released(state: str) -> None:
    with pytest.raises(StateMoved):
        states.after_release(state, state)
