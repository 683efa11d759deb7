"""The vectors that both languages agree on, one test a case: refusals bear the reason the file gives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.vectors.check import cases, differences

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
BESIDE = HERE.parents[2] / "shared" / "vectors"  # newer ones may lie beside the project
FILES = [HERE / "v1.json", *sorted(BESIDE.glob("*.json"))]


def _params() -> list[object]:
    return [
        pytest.param(case.run, id=f"{path.parent.name}/{path.stem} {case.name}")
        for path in FILES
        for case in cases(path)
        if not case.name.startswith("known:")
    ]


@pytest.mark.parametrize("holds", _params())
def test_vector_holds(holds: Callable[[], None]):
    holds()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_whole_file_holds_and_nothing_in_it_is_unknown(path):
    assert list(differences(path)) == []
