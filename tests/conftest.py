"""Fixtures that tests of every room share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rules.world import World
from tests.support.described import as_described
from tests.support.pattern import make_programme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.programme import Programme
    from tests.support.server import Server


@pytest.fixture
def programme(tmp_path: Path) -> Iterator[Programme]:
    """Olive, Mira, Liam and Anna, and a case in which both sides are ready; all they are answered is as described."""
    for made in make_programme(tmp_path):
        with as_described(made.app):
            yield made


@pytest.fixture(scope="session")
def world(patient_server: Server) -> Iterator[World]:
    """The demo's people, all signed in, with new cases on demand: every attack goes over HTTP to a real server."""
    made = World(patient_server)
    yield made
    made.close()
