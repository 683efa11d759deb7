"""Debian's Chromium, else Playwright's own, started as machines without a screen need it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tools.chromium import NAMES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def launch(playwright: Playwright, *more: str) -> Browser:
    """Start a browser; the caller closes it."""
    installed = next((path for name in NAMES if (path := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=installed, args=[*QUIET, *more])
