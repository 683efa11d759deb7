"""What must be refused: only the protocol's own error counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.errors import ProtocolError

if TYPE_CHECKING:
    from collections.abc import Callable


def must_refuse(road: Callable[[], object]) -> None:
    """Run a road that must end in ProtocolError."""
    try:
        road()
    except ProtocolError:
        return
    raise AssertionError("not refused")
