from __future__ import annotations

import re
from fnmatch import fnmatch

from tests.house.files import ROOT, inside
from tests.house.pages import DOCS, rows

LINES = {cells[0].split()[0]: cells for cells in rows(DOCS["threats.md"]) if re.match(r"R\d+ ", cells[0])}


def test_each_rule_of_the_design_has_a_line_where_it_is_kept_and_attacked():
    told = re.findall(r"^- \*\*(R\d+) ", DOCS["design.md"], re.MULTILINE)
    assert told == [*LINES] == [f"R{number}" for number in range(1, 13)]


def test_every_file_that_a_line_names_is_there():
    for rule, (_, kept, attacked) in LINES.items():
        for pattern in re.findall(r"`([^`]+/[^`]+)`", f"{kept} {attacked}"):
            assert [*ROOT.glob(pattern)], f"{rule}: {pattern}"


def test_every_test_that_bears_a_rules_number_stands_in_its_line():
    for path in (ROOT / "tests/rules").glob("test_r*.py"):
        number = re.match(r"test_r(\d+)_", path.name)
        assert number, path.name
        patterns = re.findall(r"`([^`]+)`", LINES[f"R{number[1]}"][2])
        assert any(fnmatch(inside(path), pattern) for pattern in patterns), path.name
