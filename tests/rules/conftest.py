from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items):
    for item in items:
        if "/rules/" in str(item.path):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="module")
def place(world):
    """One case of this file's own, in which both sides are ready."""
    return world.case()


@pytest.fixture
def fresh(world):
    """A case of this test's own, for what changes its people's standing."""
    return world.case()
