"""One measured figure and what it has to be, or what could not be measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Missing:
    """What could not be measured here; needs: the program that is not installed."""

    what: str
    needs: str


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    value and reference are medians in ``unit``; ratio: how much of the reference was reached, the median of
    rounds taken by turns. target: with a reference the least the ratio may be; without one the most ``value`` may
    be. None: shown, not judged.
    """

    name: str
    value: float
    unit: str
    reference: float | None = None
    ratio: float | None = None
    target: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the target was reached."""
        if self.target is None:
            return True
        return self.value <= self.target if self.ratio is None else self.ratio >= self.target
