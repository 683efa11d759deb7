"""Somebody without a mouse: Tab until a thing has the focus, then a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOCUSED = "document.activeElement?.getAttribute('data-testid') ?? ''"
MOST_TABS = 60


def reach(page: Page, testid: str) -> None:
    """Press Tab until something has the focus; fails where it never gets it."""
    for _ in range(MOST_TABS):
        if page.evaluate(FOCUSED) == testid:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {testid}")


def press(page: Page, testid: str, key: str = "Enter") -> None:
    """Reach something and press it."""
    reach(page, testid)
    page.keyboard.press(key)
