"""The virtual environment and the Python packages in it, pinned and hashed."""

from __future__ import annotations

import os
import sys
import venv

from tools.paths import PYTHON, ROOT, VENV
from tools.programs import SetUpFailed, run
from tools.stamps import step

OLDEST = (3, 11)


def install(*, dev: bool) -> None:
    """Make `.venv`, install what the lock file names and nothing else, then Relay itself, editable.

    Raises SetUpFailed on an older Python or when a package cannot be had.
    """
    if sys.version_info < OLDEST:
        raise SetUpFailed(
            f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Try `make PYTHON=python3.12 …`."
        )
    if not PYTHON.exists():
        print("· virtual environment", flush=True)
        venv.create(VENV, with_pip=True, symlinks=os.name != "nt")
    lock = ROOT / ("requirements-dev.lock" if dev else "requirements.lock")
    step(
        "python packages for tests" if dev else "python packages",
        lambda: _pip("install", "--require-hashes", "--requirement", str(lock)),
        inputs=[lock],
        also=sys.version,
    )
    step(
        "relay itself",
        lambda: _pip("install", "--no-deps", "--no-build-isolation", "--editable", "."),
        inputs=[ROOT / "pyproject.toml"],
        outputs=[PYTHON.with_name("relay")],
    )


def install_node() -> None:
    """Put `node` and `npm` into the virtual environment, for a machine that has neither."""
    lock = ROOT / "requirements-node.lock"
    step(
        "node in the virtual environment",
        lambda: _pip("install", "--require-hashes", "--requirement", str(lock)),
        inputs=[lock],
    )


def _pip(*arguments: str) -> None:
    run([PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments])
