"""Pin the Python packages, each with the hashes of all its files and without any address: `make locks`."""

from __future__ import annotations

import os
import sys

from tools.paths import BIN
from tools.programs import SetUpFailed, run, say_and_leave

QUIET = ("--quiet", "--generate-hashes", "--strip-extras", "--no-header")
NO_ADDRESS = ("--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host")
LOCKS = (
    ("requirements.lock", ("--build-deps-for=editable", "pyproject.toml")),
    ("requirements-dev.lock", ("--extra=dev", "--allow-unsafe", "--build-deps-for=editable", "pyproject.toml")),
    ("requirements-node.lock", ("requirements-node.in",)),
)


def main() -> int:
    """Write the three lock files; returns the exit code."""
    env = {name: value for name, value in os.environ.items() if name not in {"PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"}}
    env |= {"PIP_FIND_LINKS": "", "PIP_EXTRA_INDEX_URL": ""}  # a machine's own places win over its pip configuration
    try:
        for lock, sources in LOCKS:
            run([BIN / "pip-compile", *QUIET, *NO_ADDRESS, "--upgrade", f"--output-file={lock}", *sources], env=env)
    except SetUpFailed as error:
        return say_and_leave(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
