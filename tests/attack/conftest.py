from __future__ import annotations

import pytest

from tests.attack.stage import Stage, set_stage
from tests.support.behind import behind


def pytest_collection_modifyitems(items):
    for item in items:
        if "/attack/" in str(item.path):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="module")
def stage(world) -> Stage:
    """One case in the middle of everything, and everybody who has no part in it."""
    return set_stage(world)


@pytest.fixture(scope="module")
def rows(world):
    """The server's database, read behind its back."""
    with behind(world.server) as opened:
        yield opened
