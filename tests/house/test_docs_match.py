from __future__ import annotations

import json
import re
import subprocess
import tomllib

from relay.settings import Settings
from tests.house.files import ROOT, tracked

MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


def test_make_help_lists_every_target():
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^\s+make ([a-z-]+)", shown, re.MULTILINE)) == TARGETS


def test_every_make_command_that_a_page_names_exists():
    for page in tracked("*.md"):
        assert set(re.findall(r"`make ([a-z-]+)[`\s]", page.read_text())) <= TARGETS, page.name


def test_every_setting_has_a_default_and_every_default_is_a_setting():
    defaults = tomllib.loads((ROOT / "config/default.toml").read_text())
    assert set(defaults) == set(Settings.model_fields)


def test_the_production_example_sets_only_what_there_is_and_no_demo():
    example = tomllib.loads((ROOT / "config/production.example.toml").read_text())
    assert set(example) <= set(Settings.model_fields)
    assert Settings(**example).demo is False


def test_every_direct_dependency_has_a_line_that_says_why():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    browsers = json.loads((ROOT / "package.json").read_text())
    names = {re.match(r"[\w.-]+", line)[0].lower() for line in wanted}
    names |= {*browsers["dependencies"], *browsers.get("devDependencies", {})}
    page = (ROOT / "docs/adr/0001-dependencies.md").read_text().lower()
    assert {name for name in names if f"`{name}`" not in page} == set()


def test_every_measurement_has_a_line_that_says_what_it_is():
    page = (ROOT / "bench/README.md").read_text()
    told = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert told == {path.stem.removeprefix("measure_") for path in tracked("bench/measure_*.py")}


def test_links_between_pages_lead_somewhere():
    for page in tracked("*.md"):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
