from __future__ import annotations

import subprocess
from pathlib import Path

from tests.house.files import ROOT

LINT_IMPORTS = Path(ROOT, ".venv", "bin", "lint-imports")


def test_imports_go_one_way_down_the_list_of_the_design():
    outcome = subprocess.run([LINT_IMPORTS, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout
