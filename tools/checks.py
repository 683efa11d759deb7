"""Run the project's checks in turn: `--fast` for `make check`, all of them for `make test`.

Every check runs even when one before it failed; pytest comes last, so that its closing line is.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from tools import chromium, debian
from tools.paths import BIN, NODE_MODULES, PYTHON, ROOT
from tools.programs import SetUpFailed, find, say_and_leave

if TYPE_CHECKING:
    from pathlib import Path


_WORKERS = min(8, 2 * (os.cpu_count() or 1))  # more than there are cores: they often wait, for servers and browsers
_PYTEST = (PYTHON, "-m", "pytest", "-n", str(_WORKERS), "--dist", "loadfile", "--no-loadscope-reorder")


class Check(NamedTuple):
    """One program to run, and what to call it."""

    name: str
    command: list[str | Path]
    environment: tuple[tuple[str, str], ...] = ()


def linters() -> list[Check]:
    """List what reads the code without running it."""
    return [
        Check("ruff", [PYTHON, "-m", "ruff", "check", "."]),
        Check("format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
        Check("mypy", [PYTHON, "-m", "mypy"]),
        Check("layers", [BIN / "lint-imports", "--no-logo"]),
        Check("templates", [BIN / "djlint", "templates", "--lint", "--quiet"]),
        Check("tsc", [find("node") or "node", NODE_MODULES / "typescript/bin/tsc", "--project", "jsconfig.json"]),
    ]


def browser_modules() -> Check:
    """Node's own test runner on the modules that browsers load."""
    return Check("node", [find("node") or "node", "--test", *sorted((ROOT / "tests/js").rglob("*.test.mjs"))])


def on_postgresql() -> Check:
    """Ask again, on PostgreSQL, what asks the database most; `make soak` does the same with whole servers."""
    rooms = [f"tests/{room}" for room in ("services", "web", "security")]
    return Check("pytest on PostgreSQL", [*_PYTEST, "--quiet", *rooms], (("RELAY_TEST_DATABASE", "postgresql"),))


def python_tests(*, fast: bool) -> Check:
    """Pytest, a file at a time in each worker."""
    which = ["--quiet", "-m", "not slow and not browser"] if fast else ["--durations=15"]
    return Check("pytest", [*_PYTEST, *which])


def main() -> int:
    """Run the checks; returns 0 when all of them passed."""
    parser = argparse.ArgumentParser(prog="python -m tools.checks", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="leave out what is slow or drives a browser")
    fast = parser.parse_args().fast
    if not fast:
        _say_what_is_missing()
        try:
            chromium.ensure()
        except SetUpFailed as error:
            return say_and_leave(error)
    checks = [*linters(), browser_modules(), *([] if fast else [on_postgresql()]), python_tests(fast=fast)]
    failed = [check.name for check in checks if not _passes(check)]
    if failed:
        print(f"\nNot passed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _say_what_is_missing() -> None:
    missing = debian.ensure()
    if missing:
        print(
            f"Not found here: {', '.join(missing)}. What needs them cannot run. "
            f"(Debian: `apt-get install {' '.join(missing)}`)",
            file=sys.stderr,
            flush=True,
        )


def _passes(check: Check) -> bool:
    print(f"── {check.name}", flush=True)
    started = time.monotonic()
    environment = {**os.environ, **dict(check.environment)}
    outcome = subprocess.run([str(word) for word in check.command], cwd=ROOT, env=environment, check=False)
    print(
        f"   {check.name}: {'passed' if outcome.returncode == 0 else 'FAILED'} in {time.monotonic() - started:.1f} s",
        flush=True,
    )
    return outcome.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
