"""Check a vectors file: `python -m tests.vectors FILE`; exit 0 if all of it holds, else 1 and what differs."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.vectors.check import differences


def main(arguments: list[str]) -> int:
    """Check each file named."""
    found = [difference for name in arguments for difference in differences(Path(name))]
    for difference in found:
        print(difference)
    return 1 if found or not arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
