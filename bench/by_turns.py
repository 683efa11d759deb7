"""Ours and the reference by turns, A B A B, so that what else the machine does slows both."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from bench.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Callable


def by_turns(
    name: str, unit: str, *, ours: Callable[[], float], theirs: Callable[[], float], target: float, rounds: int = 5
) -> Figure:
    """Measure both so many times and compare within each round.

    ours, theirs: measure once, in ``unit``, where more is better. target: the least ratio.
    """
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    own, reference = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(own / reference for own, reference in pairs)
    return Figure(name, own, unit, reference, ratio, target)
