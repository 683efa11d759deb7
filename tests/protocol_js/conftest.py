"""One node process for all tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.protocol_js.peer import Peer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def peer() -> Iterator[Peer]:
    with Peer() as started:
        yield started
