"""Debian's packages that tests start programs of: found, else installed where that is possible."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tools.programs import SetUpFailed, run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

POSTGRESQL = Path("/usr/lib/postgresql")
# Beside Chromium, what `make test` asks of the machine: Debian's package, and whether it is there.
NEEDED: Mapping[str, Callable[[], bool]] = {
    "postgresql": lambda: any(POSTGRESQL.glob("*/bin/initdb")),
    "strace": lambda: shutil.which("strace") is not None,
}


def missing() -> list[str]:
    """Name the packages that are not found here."""
    return [package for package, is_there in NEEDED.items() if not is_there()]


def installs() -> bool:
    """Tell whether this account may install Debian's packages."""
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def ensure() -> list[str]:
    """Install what is missing where this account may; return what is still missing then."""
    wanted = missing()
    if wanted and installs():
        with suppress(SetUpFailed):  # apt says why; what is left is named
            install(*wanted)
    return missing()


def install(*packages: str) -> None:
    """Install packages; raises SetUpFailed."""
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], env=env)
    run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], env=env)
