from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv

import pytest

from tools import browser_packages, debian, strength
from tools.paths import ROOT
from tools.stamps import step


def test_libsodium_finds_its_other_half_beside_it():
    module = (browser_packages.LIBSODIUM / "libsodium-wrappers.mjs").read_bytes()
    assert browser_packages.BARE_IMPORT not in module
    assert module.count(browser_packages.OUR_IMPORT) == 1
    assert (browser_packages.LIBSODIUM / "libsodium-sumo.mjs").is_file()


def test_what_reads_a_pdf_lies_whole_where_it_is_served():
    folder = browser_packages.VENDOR / "pdfjs"
    assert [part for part in browser_packages.PDFJS_PARTS if not (folder / part).is_file()] == []
    assert (folder / "pdf.worker.mjs").read_bytes().startswith(browser_packages.AS_PUBLISHED)


def test_phone_numbers_are_found_by_a_module():
    module = (browser_packages.VENDOR / "phones/libphonenumber.mjs").read_bytes()
    assert module.endswith(browser_packages.AS_A_MODULE)


def test_a_step_runs_again_only_when_something_it_is_made_from_changed():
    ran = []
    again = {"inputs": [browser_packages.ROOT / "package.json"], "also": str(id(ran))}
    for _ in range(3):
        step("a test of steps", lambda: ran.append(1), **again)
    assert ran == [1]
    step("a test of steps", lambda: ran.append(2), inputs=again["inputs"], also=again["also"] + "!")
    assert ran == [1, 2]


def test_what_the_tests_need_of_the_machine_is_named_by_its_package(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "strace" in debian.missing()
    assert not debian.installs(), "without apt-get nothing is tried"
    assert "strace" in debian.ensure()


def test_what_judges_passphrases_asks_for_nothing_that_only_a_bundler_finds():
    modules = list(strength.FOLDER.rglob("*.mjs"))
    assert len(modules) > 50
    for module in modules:
        for target in re.findall(
            r"^\s*(?:import|export)[^'\"]*from ['\"]([^'\"]+)['\"]", module.read_text(), re.MULTILINE
        ):
            assert (module.parent / target).is_file(), f"{module.name}: {target}"


@pytest.mark.slow
def test_a_machine_without_node_gets_it_into_the_virtual_environment(tmp_path):
    """A new working copy where the path leads to no program at all; packages come from where set-up has them."""
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    shutil.copytree(ROOT / "relay" / "words", tmp_path / "relay" / "words")
    for name in (".npmrc", "package.json", "package-lock.json", "requirements-node.lock"):
        shutil.copy(ROOT / name, tmp_path)
    venv.create(tmp_path / ".venv", with_pip=True, symlinks=True)
    environment = {**os.environ, "PATH": str(tmp_path / "nothing"), "PYTHONPATH": str(tmp_path)}
    install = "from tools import browser_packages; browser_packages.install(dev=False)"

    subprocess.run([sys.executable, "-P", "-c", install], cwd=tmp_path, env=environment, check=True)

    assert {"node", "npm"} <= {path.name for path in (tmp_path / ".venv" / "bin").iterdir()}
    vendor = browser_packages.VENDOR.relative_to(ROOT)
    for path in (each for each in (ROOT / vendor).rglob("*") if each.is_file()):
        assert (tmp_path / path.relative_to(ROOT)).read_bytes() == path.read_bytes()
