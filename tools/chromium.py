"""A real Chromium for the browser tests: found, else installed where that is possible."""

from __future__ import annotations

import shutil
from pathlib import Path

from tools import debian
from tools.paths import PYTHON
from tools.programs import SetUpFailed, run

PACKAGE = "chromium-headless-shell"  # Chromium without its own windows and menus: a fifth less work for every page
NAMES = (PACKAGE, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def ensure() -> None:
    """Make sure that browser tests find a Chromium; raises SetUpFailed saying what is missing."""
    if any(shutil.which(name) for name in NAMES) or _playwright_has_one():
        return
    try:
        _install()
    except SetUpFailed as error:
        raise SetUpFailed(
            "no Chromium was found for the browser tests, and it could not be installed. Install the package "
            f"`chromium` (Debian: `apt-get install {PACKAGE}`) and run `make test` again. ({error})"
        ) from error


def _install() -> None:
    if debian.installs():
        debian.install(PACKAGE)
    else:
        run([PYTHON, "-m", "playwright", "install", "chromium"])


def _playwright_has_one() -> bool:
    caches = (Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright")
    return any(next(cache.glob("chromium-*"), None) for cache in caches if cache.is_dir())
