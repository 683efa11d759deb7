"""R2 to R5, R7 and R8 under random fire over HTTP: the program against the design's model, step by step.

RELAY_STEPS: how many steps in all; `make soak` takes 10,000, other ways each time. Without it the ways are always the
same: whether a change passes is no matter of chance.
"""

from __future__ import annotations

import logging
import os
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.attack.random_people import STEPS_OF_A_WALK, RandomPeople
from tests.attack.walk import LIAISON, MEDIATORS
from tests.support.pattern import make_programme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.programme import Programme

STEPS = int(os.environ.get("RELAY_STEPS", "500"))
SAME_WAYS = "RELAY_STEPS" not in os.environ


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programme]:
    for made in make_programme(tmp_path_factory.mktemp("case") / "var", over_sockets=True):
        made.staff("Marc", "mediator")
        yield made


def test_the_program_and_the_design_agree_at_every_step(programme: Programme, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, logger="werkzeug")  # else a line a request stands before the steps that failed
    numbers = count(2)
    run_state_machine_as_test(
        lambda: RandomPeople(programme, next(numbers)),
        settings=settings(
            max_examples=max(1, STEPS // STEPS_OF_A_WALK),
            stateful_step_count=STEPS_OF_A_WALK,
            deadline=None,
            database=None,
            derandomize=SAME_WAYS,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    for name in (*MEDIATORS, LIAISON):
        assert programme.people[name].get("/tray").json["items"] == []  # of any walk: each looks at its own cases
