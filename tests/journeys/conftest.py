from __future__ import annotations

import pytest

from tests.support.demo_copies import demo_server

__all__ = ["demo_server"]


def pytest_collection_modifyitems(items):
    for item in items:
        if "/journeys/" in str(item.path):
            item.add_marker(pytest.mark.slow)
