"""Bring this working copy to where `relay run` works: `python3 -m tools.setup [--dev]`.

Every step is skipped when what it is made from has not changed, so that a second run takes no time.
"""

from __future__ import annotations

import argparse
import sys

from tools import browser_packages, catalogues, python_packages, theme
from tools.programs import SetUpFailed, say_and_leave


def main() -> int:
    """Set up; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m tools.setup", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what tests and linters need")
    dev = parser.parse_args().dev
    try:
        python_packages.install(dev=dev)
        browser_packages.install(dev=dev)
        theme.compile_theme()
        catalogues.compile_catalogues()
    except SetUpFailed as error:
        return say_and_leave(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
