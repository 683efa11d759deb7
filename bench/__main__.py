"""Measure everything: `make bench`, or `python -m bench NAME…` for some of `bench/measure_NAME.py`.

Every such module has `figures()`, which measures and yields `Figure`s. Prints a table, writes `bench/results.json`.
A program that is not installed is said to be missing; with --strict, or in CI, that is a failure too.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figure import Missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.figure import Figure

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"


def measured(names: Sequence[str]) -> Iterator[Figure | Missing]:
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
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", help="measure only these")
    parser.add_argument("--strict", action="store_true", help="a missing program is a failure")
    asked = parser.parse_args()
    print(f"{'figure':<52} {'value':>12} {'unit':<6} {'reference':>12} {'ratio':>6} {'target':>8}")
    figures, missing = [], []
    for measure in measured(asked.names):
        if isinstance(measure, Missing):
            print(f"not measured, for {measure.needs} is not installed: {measure.what}", flush=True)
            missing.append(measure.needs)
            continue
        print(line(measure), flush=True)
        figures.append(measure)
    write(figures, missing)
    strict = asked.strict or os.environ.get("CI", "").lower() == "true"
    return 0 if all(figure.holds for figure in figures) and not (strict and missing) else 1


def write(figures: Sequence[Figure], missing: Sequence[str]) -> None:
    """Write the results; missing: programs that were not there."""
    machine = {"python": platform.python_version(), "system": platform.platform()}
    rows = [asdict(figure) | {"holds": figure.holds} for figure in figures]
    content = {"machine": machine, "missing": missing, "figures": rows}
    RESULTS.write_text(json.dumps(content, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
