"""Measure everything: `make bench`, or `python -m bench NAME…` for some of `bench/measure_NAME.py`.

Every such module has `figures()`, which measures and yields `Figure`s. Prints a table, writes `bench/results.json`.
"""

from __future__ import annotations

import importlib
import json
import platform
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.figure import Figure

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"


def measured(names: Sequence[str]) -> Iterator[Figure]:
    """Run the named measurements, or all, one after the other."""
    for path in sorted(HERE.glob("measure_*.py")):
        if not names or path.stem.removeprefix("measure_") in names:
            yield from importlib.import_module(f"bench.{path.stem}").figures()


def line(figure: Figure) -> str:
    """Write one figure as a line of the table."""
    reference = "" if figure.reference is None else f"{figure.reference:,.1f}"
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    target = "" if figure.target is None else f"{'≤' if figure.ratio is None else '≥'} {figure.target:g}"
    verdict = "" if figure.holds else "  MISSED"
    return f"{figure.name:<52} {figure.value:>12,.1f} {figure.unit:<6} {reference:>12} {ratio:>6} {target:>8}{verdict}"


def main() -> int:
    """Measure, print, write; returns 0 when every target holds."""
    print(f"{'figure':<52} {'value':>12} {'unit':<6} {'reference':>12} {'ratio':>6} {'target':>8}")
    figures = []
    for figure in measured(sys.argv[1:]):
        print(line(figure), flush=True)
        figures.append(figure)
    machine = {"python": platform.python_version(), "system": platform.platform()}
    rows = [asdict(figure) | {"holds": figure.holds} for figure in figures]
    RESULTS.write_text(json.dumps({"machine": machine, "figures": rows}, indent=2) + "\n")
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
