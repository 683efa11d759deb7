from __future__ import annotations

import pytest

from relay.app import create_app
from relay.settings import Settings


@pytest.fixture
def settings(tmp_path):
    """A deployment with secrets of its own and nobody in it."""
    (tmp_path / "secrets").mkdir()
    for name in ("session_key", "pepper"):
        (tmp_path / "secrets" / name).write_bytes(bytes(range(32)))
    return Settings(var=tmp_path, demo=False)


@pytest.fixture
def app(settings):
    return create_app(settings)


@pytest.fixture
def browser(app):
    return app.test_client()
