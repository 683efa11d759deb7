"""Debian's Chromium, else Playwright's own, started as machines without a screen need it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from tools.chromium import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Playwright

PATIENCE = 20_000  # milliseconds: a slow machine is no failure

OFF = (  # Chromium heeds the last such list alone: after the first line stand those that Playwright turns off itself
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),  # half a second of work for every context
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "PaintHolding"),
    *("HttpsFirstBalancedModeAutoEnable", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect"),
    *("OptimizationHints", "PreconnectToSearch", "NetworkTimeServiceQuerying", "AimEnabled", "LensOverlay"),
    "MediaRouter",
)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(OFF)}",
)


def launch(playwright: Playwright, *more: str) -> Browser:
    """Start a browser; the caller closes it."""
    installed = next((path for name in NAMES if (path := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=installed, args=[*QUIET, *more])


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One real Chromium for all tests of this process: Playwright runs once in a process."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()
