"""`python -m relay.client.demo --url URL --var FOLDER`: make the demo programme; `relay run` starts it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from relay.client.demo.making import make
from relay.errors import RelayError


def main() -> int:
    """Make the demo; return the exit code."""
    parser = argparse.ArgumentParser(description="Make the demo programme on a running, empty server.")
    parser.add_argument("--url", required=True)
    parser.add_argument("--var", required=True, type=Path)
    arguments = parser.parse_args()
    try:
        make(arguments.url, arguments.var)
    except RelayError as error:
        sys.stderr.write(f"relay demo: {error.code}: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
