"""R2 to R5, R7 and R8 under random fire over HTTP: the program against the design's model, step by step.

RELAY_STEPS: how many steps in all; `make soak` takes 10,000.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.attack.random_people import ACTIONS, Draw, RandomCase
from tests.support.programme import make_programme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.programme import Programme

    Step = tuple[Callable[[RandomCase, Draw], None], Draw]

STEPS = int(os.environ.get("RELAY_STEPS", "500"))
STEPS_OF_A_CASE = 50
DRAWS = st.builds(Draw, st.integers(0, 999), st.integers(0, 999))
# always the whole length: a letter comes far only after many steps (Hypothesis' own rules leave some out by turns)
WALKS = st.lists(st.tuples(st.sampled_from(ACTIONS), DRAWS), min_size=STEPS_OF_A_CASE, max_size=STEPS_OF_A_CASE)


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programme]:
    for made in make_programme(tmp_path_factory.mktemp("case") / "var", over_sockets=True):
        made.staff("Marc", "mediator")
        yield made


def test_the_program_and_the_design_agree_at_every_step(programme: Programme) -> None:
    @settings(
        max_examples=max(1, STEPS // STEPS_OF_A_CASE),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(WALKS)
    def walk(steps: list[Step]) -> None:
        case = RandomCase(programme)
        try:
            for action, draw in steps:
                action(case, draw)
                if (letter := draw.letter(case.letters)) is not None:
                    case.each_opens_what_is_theirs(letter)
            for letter in case.letters:
                case.each_opens_what_is_theirs(letter)
        finally:
            case.clear()

    walk()
