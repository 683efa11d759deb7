"""Start other programs, and say plainly when one fails or is missing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tools.paths import BIN, ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class SetUpFailed(Exception):
    """A step could not be done; its text says what to do."""


def run(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> None:
    """Run to the end in the working copy; raises SetUpFailed on any exit but 0."""
    outcome = subprocess.run([str(word) for word in command], cwd=ROOT, env=env, check=False)
    if outcome.returncode != 0:
        words = " ".join(Path(word).name if position == 0 else str(word) for position, word in enumerate(command))
        raise SetUpFailed(f"`{words}` ended with exit code {outcome.returncode}; its message is above.")


def find(*names: str) -> str | None:
    """Return the first of these programs on the path, or in the virtual environment."""
    for name in names:
        inside = BIN / name
        found = shutil.which(name) or (str(inside) if inside.exists() else None)
        if found:
            return found
    return None


def say_and_leave(error: SetUpFailed) -> int:
    """Tell the person what failed; returns the exit code."""
    print(f"\nStopped: {error}", file=sys.stderr)
    return 1
