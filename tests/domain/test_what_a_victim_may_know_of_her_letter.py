from __future__ import annotations

import pytest

from relay.domain import states, visibility


@pytest.mark.parametrize("state", ["sealed", "reading", "held", "declined", "approved", "agreed", "disagreed"])
def test_whatever_the_mediator_does_unseen_reads_the_same(state: str) -> None:
    assert visibility.to_author(state) == "with-mediator"


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        ("returned", "wrote-to-you"),
        ("proposed", "wrote-to-you"),
        ("released", "passed-on"),
        ("withdrawn", "withdrawn"),
    ],
)
def test_what_she_may_know_has_its_own_word(state: str, seen: str) -> None:
    assert visibility.to_author(state) == seen


def test_no_state_is_without_a_word() -> None:
    assert all(visibility.to_author(state) for state in states.STATES)
