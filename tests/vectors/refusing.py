"""What must be refused: only the protocol's own error counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from relay.errors import ProtocolError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")


def must_refuse(road: Callable[[], object]) -> None:
    """Run a road that must end in ProtocolError."""
    try:
        road()
    except ProtocolError:
        return
    raise AssertionError("not refused")


def must_refuse_the_last(entries: Sequence[T], build: Callable[[Sequence[T]], object]) -> None:
    """Build a chain that must end in ProtocolError at its last entry, and at none before."""
    build(entries[:-1])
    must_refuse(lambda: build(entries))
